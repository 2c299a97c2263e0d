package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.paschima.contract.Language;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.WireTime;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.day.CheckDone;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.wording.BalanceWords;
import org.paschima.insight.wording.Sentence;

/**
 * All that a first screen needs of insight, in one answer (docs/adr/0042). It computes nothing that another answer does not,
 * and changes with the records and the day alone, not with every second: so a page that asks again is told that it has it.
 */
final class TodayRoute {

    static final String PATH = "/v1/members/{member}/today";

    private final MemberHistory history;
    private final ChangeQuestion change;
    private final InstantSource clock;

    TodayRoute(MemberHistory history, ChangeQuestion change, InstantSource clock) {
        this.history = history;
        this.change = change;
        this.clock = clock;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::today);
    }

    private FreshRoute.Query today(MemberId member, QueryParameters parameters, Call call) {
        var language = FreshRoute.language(call);
        return () -> answer(language, member, call, clock.instant());
    }

    private Answer answer(Language language, MemberId member, Call call, Instant now) {
        var seen = history.atOneMoment(member, asked -> Today.of(language, now, Slices.whileAwaited(call, asked)));
        var today = seen.content();
        var said = today.change();
        change.note(member, said.region(), said.verdict(), said.tier(), said.sentence(), now, seen.revision());
        return FreshRoute.said(language, seen, json -> {
            AnswerJson.date(json, "localDate", today.localDate());
            json.writeStringField("zone", today.zone().getId());
            json.writeStringField("dayStart", today.dayStart().toString());
            regions(json, today);
            posture(json, language, today);
            DayRoute.practices(json, today.day());
            json.writeObjectFieldStart("habit");
            AnswerJson.days(json, today.habitRange().from(), today.habitRange().to());
            HabitRoute.habit(json, language, today.habit(), today.habitRange());
            json.writeEndObject();
            json.writeObjectFieldStart("verdict");
            json.writeStringField("region", said.region());
            VerdictJson.conclusion(json, said.verdict(), said.tier());
            VerdictJson.words(json, said.sentence());
            json.writeEndObject();
            json.writeStringField("text", said.sentence().text());
        });
    }

    private static void regions(JsonGenerator json, Today today) throws IOException {
        json.writeArrayFieldStart("regions");
        for (var each : today.regions()) {
            json.writeStartObject();
            json.writeStringField("region", each.cell().region());
            json.writeStringField("side", each.cell().side().wire());
            json.writeObjectFieldStart("latest");
            json.writeNumberField("value", each.latest().value());
            at(json, each.latest().epochSecond(), today.zone());
            AnswerJson.date(json, "localDate", each.date());
            json.writeNumberField("daysAgo", each.daysAgo());
            json.writeEndObject();
            json.writeObjectFieldStart("level");
            var value = each.level().value();
            AnswerJson.number(json, "value", value);
            AnswerJson.number(json, "effectiveReports", each.level().effectiveReports());
            AnswerJson.number(json, "halfLifeDays", each.level().halfLifeDays());
            if (value == null) {
                json.writeStringField("reason", VerdictJson.NOT_ENOUGH_DATA);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void posture(JsonGenerator json, Language language, Today today) throws IOException {
        var range = today.postureRange();
        json.writeObjectFieldStart("posture");
        AnswerJson.days(json, range.from(), range.to());
        BalanceRoute.write(json, today.posture());
        if (today.lastCheck().isPresent()) {
            json.writeObjectFieldStart("latest");
            latest(json, today.lastCheck().get(), today.zone());
            json.writeEndObject();
        } else {
            json.writeNullField("latest");
        }
        var sentences = BalanceWords.of(language, today.posture(), range.from(), range.to());
        AnswerJson.text(
                json,
                "text",
                sentences.isEmpty()
                        ? null
                        : sentences.stream().map(Sentence::text).collect(Collectors.joining(" ")));
        json.writeEndObject();
    }

    private static void latest(JsonGenerator json, CheckDone check, ZoneId zone) throws IOException {
        at(json, check.at(), zone);
        AnswerJson.whole(json, "frontBack", check.frontBack());
        AnswerJson.whole(json, "sideSide", check.sideSide());
    }

    private static void at(JsonGenerator json, long epochSecond, ZoneId zone) throws IOException {
        json.writeStringField(
                "at",
                WireTime.of(Instant.ofEpochSecond(epochSecond).atZone(zone).toOffsetDateTime()));
    }
}
