package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.paschima.contract.MemberId;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.balance.BalanceHistory;
import org.paschima.insight.domain.balance.BalanceOverTime;
import org.paschima.insight.domain.balance.PersonalBands;
import org.paschima.insight.domain.day.AxisCell;
import org.paschima.insight.domain.day.Granularity;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.OneMoment;

/** Balance over a range of days: both axes, the score, what prevails, and against which bands; in parts if so asked. */
final class BalanceRoute {

    static final String PATH = "/v1/members/{member}/balance";

    private final MemberHistory history;
    private final Slices slices;

    BalanceRoute(MemberHistory history, Slices slices) {
        this.history = history;
        this.slices = slices;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::balance);
    }

    private record Concluded(PersonalBands bands, BalanceHistory balance) {}

    private FreshRoute.Query balance(MemberId member, QueryParameters parameters, Call call) {
        var range = DayRange.of(parameters);
        var granularity = parameters
                .text("granularity", text -> TrendsRoute.granularity(text).isPresent(), "must be day, week or month")
                .flatMap(TrendsRoute::granularity);
        return FreshRoute.Query.over(range, () -> {
            var seen = history.atOneMoment(
                    member,
                    asked -> conclude(
                            range, granularity.orElse(Granularity.MONTH), Slices.whileAwaited(call, asked), call));
            return FreshRoute.ok(seen, json -> write(json, seen.content(), granularity));
        });
    }

    private Concluded conclude(DayRange range, Granularity granularity, OneMoment asked, Call call) {
        var bands = OwnBands.upTo(range.to(), asked);
        var days = asked.days(range.from(), range.to(), Set.of(OwnBands.postureAgainst(bands)))
                .days();
        return slices.of(call, pace -> new Concluded(bands, BalanceHistory.of(days, granularity, bands, pace)));
    }

    private static void write(JsonGenerator json, Concluded found, Optional<Granularity> granularity)
            throws IOException {
        write(json, found.balance().total());
        if (granularity.isPresent()) {
            json.writeStringField("granularity", granularity.get().wire());
            json.writeArrayFieldStart("items");
            for (var item : found.balance().items()) {
                json.writeStartObject();
                json.writeStringField(
                        granularity.get().field(), granularity.get().label(item.begin()));
                write(json, item.balance());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeArrayFieldStart("bands");
        for (var each : found.bands().inUse().entrySet()) {
            json.writeStartObject();
            json.writeStringField("measure", each.getKey());
            AnswerJson.number(json, "low", each.getValue().band().low());
            AnswerJson.number(json, "high", each.getValue().band().high());
            json.writeBooleanField("personal", each.getValue().isPersonal());
            json.writeNumberField("captures", each.getValue().captures());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Both axes, the balance, and what prevails. */
    static void write(JsonGenerator json, BalanceOverTime over) throws IOException {
        axis(json, "frontBack", over.frontBack());
        axis(json, "sideSide", over.sideSide());
        var balance = over.balance();
        if (balance == null) {
            json.writeNullField("balance");
            json.writeNullField("pattern");
        } else {
            AnswerJson.number(json, "balance", balance);
            json.writeStringField("pattern", over.pattern().name());
        }
        json.writeBooleanField("oscillating", over.isOscillating());
        json.writeNumberField("checks", over.checks());
        if (balance == null) {
            json.writeStringField("reason", "NOT_ENOUGH_DATA");
        }
    }

    private static void axis(JsonGenerator json, String name, AxisCell axis) throws IOException {
        json.writeObjectFieldStart(name);
        if (axis.n() == 0) {
            json.writeNullField("signed");
            json.writeNullField("absolute");
        } else {
            AnswerJson.number(json, "signed", axis.meanSigned());
            AnswerJson.number(json, "absolute", axis.meanAbsolute());
        }
        json.writeEndObject();
    }
}
