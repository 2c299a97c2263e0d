package org.paschima.insight.http;

import java.nio.charset.StandardCharsets;
import org.paschima.http.JsonText;
import org.paschima.insight.domain.day.Granularity;
import org.paschima.insight.domain.trend.TrendBucket;

/** The buckets of a trend as JSON, one after the other in the same bytes. Used by one thread. */
final class BucketText {

    private static final byte[] N = ascii("\",\"n\":");
    private static final byte[] SUM = ascii(",\"sum\":");
    private static final byte[] SUM_OF_SQUARES = ascii(",\"sumOfSquares\":");
    private static final byte[] MEAN = ascii(",\"mean\":");
    private static final byte[] MIN = ascii(",\"min\":");
    private static final byte[] MAX = ascii(",\"max\":");
    private static final byte[] HISTOGRAM = ascii(",\"histogram\":[");

    private final JsonText text = new JsonText();
    private final Granularity granularity;
    private final byte[] begin;

    BucketText(Granularity granularity) {
        this.granularity = granularity;
        this.begin = ascii("{\"" + granularity.field() + "\":\"");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Valid until the next one is asked for. */
    JsonText of(TrendBucket bucket) {
        text.clear().ascii(begin);
        if (granularity == Granularity.DAY) {
            text.date(bucket.localDate());
        } else {
            text.ascii(granularity.label(bucket.localDate()));
        }
        text.ascii(N)
                .number(bucket.n())
                .ascii(SUM)
                .number(bucket.sum())
                .ascii(SUM_OF_SQUARES)
                .number(bucket.sumOfSquares())
                .ascii(MEAN)
                .number(bucket.mean())
                .ascii(MIN)
                .number(bucket.min())
                .ascii(MAX)
                .number(bucket.max());
        var histogram = bucket.histogram();
        if (histogram != null) {
            text.ascii(HISTOGRAM);
            for (int i = 0; i < histogram.size(); i++) {
                if (i > 0) {
                    text.ascii(',');
                }
                text.number(histogram.get(i));
            }
            text.ascii(']');
        }
        return text.ascii('}');
    }
}
