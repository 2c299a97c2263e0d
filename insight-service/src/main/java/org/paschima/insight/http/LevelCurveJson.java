package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.http.AnswerJson;
import org.paschima.insight.domain.trend.LevelCurve;
import org.paschima.insight.domain.trend.Trend;

/** How a level went, as answers write it: an interval never leaves the scale of what it is of. */
final class LevelCurveJson {

    private static final double MOST_RATING = 10;

    private LevelCurveJson() {}

    static void write(JsonGenerator json, List<LevelCurve.Point> points, Trend.Subject subject) throws IOException {
        json.writeArrayFieldStart("curve");
        for (var point : points) {
            json.writeStartObject();
            AnswerJson.date(json, "localDate", point.localDate());
            AnswerJson.number(json, "value", point.level().value());
            AnswerJson.number(json, "effectiveReports", point.level().effectiveReports());
            AnswerJson.number(json, "low", low(point, subject));
            AnswerJson.number(json, "high", high(point, subject));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static @Nullable Double low(LevelCurve.Point point, Trend.Subject subject) {
        return end(point, -1, subject);
    }

    static @Nullable Double high(LevelCurve.Point point, Trend.Subject subject) {
        return end(point, 1, subject);
    }

    private static @Nullable Double end(LevelCurve.Point point, int direction, Trend.Subject subject) {
        var value = point.level().value();
        if (value == null || point.margin().isEmpty()) {
            return null;
        }
        double end = value + direction * point.margin().getAsDouble();
        return subject instanceof Trend.Subject.Measure ? end : Math.clamp(end, 0, MOST_RATING);
    }
}
