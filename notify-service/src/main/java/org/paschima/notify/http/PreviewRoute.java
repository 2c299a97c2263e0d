package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.Fact.NudgePlanChanged;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.WireTime;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.JsonBody;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.busy.BusyStore;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.domain.BusyTimes;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.domain.Foreseen;
import org.paschima.notify.domain.Preview;

/**
 * A dry run of a plan, or of the one that holds (docs/adr/0046): the decision points of the next two weeks, and what would
 * stand against a nudge at each. Nothing is written and nothing is drawn.
 */
final class PreviewRoute {

    private final Reads reads;
    private final Writes writes;
    private final NudgeStore store;
    private final BusyStore calendars;
    private final Receivers receivers;

    PreviewRoute(Reads reads, Writes writes, NudgeStore store, BusyStore calendars, Receivers receivers) {
        this.calendars = calendars;
        this.receivers = receivers;
        this.reads = reads;
        this.writes = writes;
        this.store = store;
    }

    Route route() {
        return Route.post("/v1/members/{member}/nudge-plan:preview", this::preview)
                .scope("nudge:read");
    }

    private Future<Answer> preview(Call call) {
        var now = writes.clock().instant();
        var plan = sent(call, now);
        var member = call.memberId();
        return reads.call(call, () -> {
            var asOf = reads.asOf(member);
            return answer(member, calendars.times(member, now), plan, now, asOf);
        });
    }

    /** Empty for the plan that holds: then there is no body. */
    private static Optional<NudgePlanChanged> sent(Call call, Instant now) {
        var parameters = new QueryParameters(call);
        if (call.body().length() == 0) {
            parameters.check();
            return Optional.empty();
        }
        var plan = JsonBody.read(call, parameters, (fields, problems) -> PlanRoutes.sent(fields, problems, now));
        return Optional.of(FactCodec.changed(plan, null));
    }

    private Answer answer(MemberId member, BusyTimes busy, Optional<NudgePlanChanged> plan, Instant now, String asOf) {
        var state = store.member(member);
        var at = new FactPosition(LogPosition.parse(asOf).orElseThrow(), now);
        var then = plan.map(changed -> Preview.under(changed, state, at, now)).orElse(state);
        var foreseen = Preview.of(then, busy, now);
        var warnings = plan.map(changed -> PlanWarnings.of(changed.plan(), then.settings(), () -> receivers.of(member)))
                .orElse(PlanWarnings.NONE);
        return Answer.ok(json -> {
                    AnswerJson.instant(json, "from", now);
                    AnswerJson.instant(json, "until", now.plus(Preview.SPAN));
                    if (plan.isPresent()) {
                        json.writeBooleanField(
                                "wouldHold",
                                plan.get().rank().equals(then.settings().planRank()));
                        warnings.writeTo(json);
                    }
                    if (then.settings().zones() == null) {
                        json.writeStringField("reason", "NO_PROFILE");
                    }
                    TriggersJson.write(json, then.settings().planOrDefault().triggers());
                    points(json, foreseen);
                })
                .asOf(asOf);
    }

    private static void points(JsonGenerator json, List<Foreseen> foreseen) throws IOException {
        json.writeArrayFieldStart("points");
        for (var each : foreseen) {
            var point = each.point();
            json.writeStartObject();
            json.writeStringField("slot", point.slot().toString());
            AnswerJson.date(json, "localDate", point.localDate());
            json.writeStringField("zone", point.zone().getId());
            json.writeStringField(
                    "instant", WireTime.of(point.instant().atZone(point.zone()).toOffsetDateTime()));
            if (each.postponedTo() != null) {
                json.writeStringField(
                        "postponedTo",
                        WireTime.of(each.postponedTo().atZone(point.zone()).toOffsetDateTime()));
            }
            obstacles(json, "against", each.against());
            obstacles(json, "ifNudged", each.ifNudged());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void obstacles(JsonGenerator json, String name, Collection<Foreseen.Obstacle> obstacles)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (var obstacle : obstacles) {
            json.writeString(obstacle.name());
        }
        json.writeEndArray();
    }
}
