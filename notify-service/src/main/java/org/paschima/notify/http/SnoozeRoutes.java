package org.paschima.notify.http;

import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.paschima.contract.Fact;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.NudgeStore;

/** The snooze that holds, and its end before its time: "resume". Snoozing itself is a fate of a nudge (api §5). */
final class SnoozeRoutes {

    private static final String PATH = "/v1/members/{member}/snooze";

    private final Reads reads;
    private final Writes writes;
    private final NudgeStore store;

    SnoozeRoutes(Reads reads, Writes writes, NudgeStore store) {
        this.reads = reads;
        this.writes = writes;
        this.store = store;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, this::show).scope("nudge:read"),
                Route.delete(PATH, this::resume).scope("nudge:write"));
    }

    private Future<Answer> show(Call call) {
        return reads.read(call, (member, asOf) -> {
            var state = store.member(member);
            var history = state.history();
            var now = writes.clock().instant();
            boolean holds = history.snoozedUntil() != null && now.isBefore(history.snoozedUntil());
            return Answer.ok(json -> {
                        AnswerJson.instant(json, "until", holds ? history.snoozedUntil() : null);
                        if (holds && history.snoozedBy() != null) {
                            json.writeStringField("nudgeId", history.snoozedBy());
                        }
                        json.writeStringField("revision", Long.toString(state.rev()));
                    })
                    .asOf(asOf);
        });
    }

    private Future<Answer> resume(Call call) {
        QueryParameters.refuseAny(call);
        var at = OffsetDateTime.ofInstant(writes.clock().instant(), ZoneOffset.UTC);
        var id = UUID.randomUUID().toString();
        return writes.append(call.memberId(), new Fact.NudgesResumed(at), id, call)
                .map(appended -> Answer.ok(json -> json.writeNullField("until")).asOf(appended.text()));
    }
}
