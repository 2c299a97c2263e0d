package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import org.paschima.contract.MemberId;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.pattern.Block;
import org.paschima.insight.domain.pattern.Cells;
import org.paschima.insight.domain.pattern.NoPattern;
import org.paschima.insight.domain.pattern.Patterns;
import org.paschima.insight.domain.trend.Trend;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.wording.PatternWords;
import org.paschima.insight.wording.Sentence;

/** Patterns: at which time of day and on which weekdays tension reports tend to be higher. */
final class PatternsRoute {

    static final String PATH = "/v1/members/{member}/patterns";

    private static final int ALGORITHM_VERSION = 2;

    private final MemberHistory history;
    private final Slices slices;
    private final InstantSource clock;

    PatternsRoute(MemberHistory history, Slices slices, InstantSource clock) {
        this.slices = slices;
        this.history = history;
        this.clock = clock;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::patterns);
    }

    private record Found(Patterns patterns, Set<String> rated) {}

    private FreshRoute.Query patterns(MemberId member, QueryParameters parameters, Call call) {
        var wanted = LookBack.of(parameters, clock.instant());
        var series = TrendSeries.oneOfTension(parameters);
        var read = wanted.toRead();
        var language = FreshRoute.language(call);
        return FreshRoute.Query.over(read, () -> {
            var seen = history.days(member, read.from(), read.to(), Set.of(DayPart.RATINGS));
            var range = wanted.in(seen.content().zone().orElse(ZoneOffset.UTC));
            var found = slices.of(call, pace -> {
                var days = range.of(seen.content().days());
                var observations = Trend.observations(series.subject(), days);
                pace.sliceDone();
                return new Found(Patterns.of(observations), PrimaryRegions.ratedOn(days));
            });
            var patterns = found.patterns();
            var rated = found.rated();
            return FreshRoute.said(language, seen, json -> {
                AnswerJson.days(json, range.from(), range.to());
                json.writeStringField("region", series.region());
                timeOfDay(
                        json,
                        patterns,
                        PatternWords.timeOfDay(language, series.region(), rated, patterns, range.from(), range.to()));
                weekday(
                        json,
                        patterns.weekdays(),
                        PatternWords.weekday(language, series.region(), rated, patterns, range.from(), range.to()));
                json.writeNumberField("algorithmVersion", ALGORITHM_VERSION);
            });
        });
    }

    private static void timeOfDay(JsonGenerator json, Patterns patterns, Sentence sentence) throws IOException {
        var wave = patterns.wave();
        json.writeObjectFieldStart("timeOfDay");
        AnswerJson.number(json, "mesor", wave.map(found -> found.mesor()).orElse(null));
        AnswerJson.number(
                json, "amplitude", wave.map(found -> found.amplitude()).orElse(null));
        AnswerJson.number(json, "peakHour", wave.map(found -> found.peakHour()).orElse(null));
        json.writeNumberField("n", patterns.reports());
        AnswerJson.number(json, "tauSquared", patterns.blocks().tauSquared());
        json.writeArrayFieldStart("cells");
        for (var cell : patterns.blocks().cells()) {
            json.writeStartObject();
            json.writeNumberField("fromHour", cell.place());
            json.writeNumberField("toHour", cell.place() + Block.HOURS);
            write(json, cell);
        }
        json.writeEndArray();
        json.writeStringField("method", "cosinor");
        end(json, patterns.blocks(), sentence);
    }

    private static void weekday(JsonGenerator json, Cells weekdays, Sentence sentence) throws IOException {
        json.writeObjectFieldStart("weekday");
        AnswerJson.number(json, "tauSquared", weekdays.tauSquared());
        json.writeArrayFieldStart("cells");
        for (var cell : weekdays.cells()) {
            json.writeStartObject();
            json.writeStringField("weekday", DayOfWeek.of(cell.place()).name());
            write(json, cell);
        }
        json.writeEndArray();
        json.writeStringField("method", "shrunken-daily-means");
        end(json, weekdays, sentence);
    }

    private static void write(JsonGenerator json, Cells.Cell cell) throws IOException {
        json.writeNumberField("n", cell.n());
        json.writeNumberField("days", cell.days());
        AnswerJson.number(json, "mean", cell.mean());
        AnswerJson.number(json, "shrunk", cell.shrunk());
        json.writeEndObject();
    }

    private static void end(JsonGenerator json, Cells cells, Sentence sentence) throws IOException {
        var reason = cells.reason().map(NoPattern::name);
        if (reason.isPresent()) {
            json.writeStringField("reason", reason.get());
        }
        json.writeStringField("template", sentence.template().id());
        json.writeStringField("text", sentence.text());
        json.writeEndObject();
    }
}
