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
            var value = point.level().value();
            json.writeStartObject();
            AnswerJson.date(json, "localDate", point.localDate());
            AnswerJson.number(json, "value", value);
            AnswerJson.number(json, "effectiveReports", point.level().effectiveReports());
            AnswerJson.number(json, "low", end(point, value, -1, subject));
            AnswerJson.number(json, "high", end(point, value, 1, subject));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static @Nullable Double end(
            LevelCurve.Point point, @Nullable Double value, int direction, Trend.Subject subject) {
        if (value == null || point.margin().isEmpty()) {
            return null;
        }
        double end = value + direction * point.margin().getAsDouble();
        return subject instanceof Trend.Subject.Measure ? end : Math.clamp(end, 0, MOST_RATING);
    }
}
