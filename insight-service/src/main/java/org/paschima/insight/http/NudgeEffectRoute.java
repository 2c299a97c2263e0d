package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paschima.http.AnswerJson;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.effect.Estimate;
import org.paschima.insight.domain.effect.NudgeEffect;
import org.paschima.insight.domain.effect.NudgeEffect.Answer;
import org.paschima.insight.domain.effect.NudgeEffect.Reason;
import org.paschima.insight.domain.effect.Outcome;
import org.paschima.insight.domain.effect.Period;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.DecidedMembers;

/**
 * Whether nudging does anything, over the members of a studio who consent to research (domain.md §4.6): in the last four weeks of
 * those asked for that are closed, and in no other days.
 */
final class NudgeEffectRoute {

    static final String PATH = "/v1/studio/nudge-effect";
    static final String SCOPE = "studio:read";

    private static final int USUAL_DAYS = 84;
    private static final int MOST_DAYS = 366;

    /** Where a date ends last: no zone of the database is further behind than 12 hours, but a fixed offset may be. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-14);

    private final DecidedMembers members;
    private final InstantSource clock;

    NudgeEffectRoute(DecidedMembers members, InstantSource clock) {
        this.members = members;
        this.clock = clock;
    }

    Route route(FreshRoute fresh) {
        return fresh.studio(PATH, SCOPE, this::effect);
    }

    private FreshRoute.Query effect(String tenant, QueryParameters parameters) {
        var now = clock.instant();
        var yesterday = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        var range = DayRange.of(parameters, yesterday, USUAL_DAYS, MOST_DAYS);
        var outcome = parameters
                .text(
                        "outcome",
                        text -> Stream.of(Outcome.values())
                                .anyMatch(each -> wire(each).equals(text)),
                        "must be minutes, tension or practised")
                .map(text -> Outcome.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Outcome.MINUTES);
        var period = Period.lastWithin(range.from(), range.to(), LocalDate.ofInstant(now, LAST_ZONE));
        return () -> {
            var effect = new NudgeEffect(outcome, now);
            period.ifPresent(
                    told -> members.forEach(tenant, told.first(), told.last(), partsFor(outcome), effect::add));
            var answer = effect.answer().shown();
            return FreshRoute.ofStudio(json -> write(json, range, period, outcome, answer));
        };
    }

    private static Set<DayPart> partsFor(Outcome outcome) {
        return switch (outcome) {
            case MINUTES, PRACTISED -> Set.of(DayPart.SESSIONS);
            case TENSION -> Set.of(DayPart.RATINGS);
        };
    }

    private static String wire(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static void write(
            JsonGenerator json, DayRange range, Optional<Period> period, Outcome outcome, Answer answer)
            throws IOException {
        AnswerJson.days(json, range.from(), range.to());
        if (period.isPresent()) {
            json.writeObjectFieldStart("period");
            AnswerJson.days(json, period.get().first(), period.get().last());
            json.writeEndObject();
        } else {
            json.writeNullField("period");
        }
        json.writeStringField("outcome", wire(outcome));
        json.writeStringField("scale", outcome == Outcome.PRACTISED ? "LOG_RELATIVE_RISK" : "DIFFERENCE");
        json.writeStringField("method", outcome == Outcome.PRACTISED ? "emee" : "wcls");
        coefficient(json, answer.overall(), answer.df());
        var byWeek = answer.byWeek();
        if (byWeek == null) {
            json.writeNullField("byWeek");
        } else {
            json.writeObjectFieldStart("byWeek");
            json.writeObjectFieldStart("first");
            coefficient(json, byWeek.atFirst(), byWeek.df());
            json.writeEndObject();
            json.writeObjectFieldStart("perWeek");
            coefficient(json, byWeek.perWeek(), byWeek.df());
            json.writeEndObject();
            json.writeEndObject();
        }
        var reason = answer.reason();
        if (reason == Reason.NOT_ENOUGH_DATA) {
            // how few members were decided about, on a day and by how many lots, says something of each of them
            json.writeNullField("members");
            json.writeNullField("availablePoints");
        } else {
            json.writeNumberField("members", answer.members());
            json.writeNumberField("availablePoints", answer.availablePoints());
        }
        if (reason != null) {
            json.writeStringField("reason", reason.name());
        }
    }

    private static void coefficient(JsonGenerator json, Estimate.@Nullable Effect effect, @Nullable Integer df)
            throws IOException {
        if (effect == null || df == null) {
            for (var name : new String[] {"beta", "se", "df", "low", "high", "p"}) {
                json.writeNullField(name);
            }
            return;
        }
        AnswerJson.number(json, "beta", effect.beta());
        AnswerJson.number(json, "se", effect.se());
        json.writeNumberField("df", df);
        AnswerJson.number(json, "low", effect.low());
        AnswerJson.number(json, "high", effect.high());
        AnswerJson.number(json, "p", effect.p());
    }
}
