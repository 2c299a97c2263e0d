package org.paschima.notify.http;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.paschima.contract.Fact;
import org.paschima.contract.codec.NudgeCodec;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.JsonBody;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.NudgeStore;

/** What became of a nudge: a fact on the log; the same again changes nothing (api §5). */
final class FateRoutes {

    private final Reads reads;
    private final Writes writes;
    private final NudgeStore store;

    FateRoutes(Reads reads, Writes writes, NudgeStore store) {
        this.reads = reads;
        this.writes = writes;
        this.store = store;
    }

    List<Route> routes() {
        return List.of(Route.post("/v1/members/{member}/nudges/{nudgeId}/fate", this::report)
                .scope("nudge:write"));
    }

    private Future<Answer> report(Call call) {
        var member = call.memberId();
        var nudgeId = call.path("nudgeId");
        var fate = JsonBody.read(
                call,
                new QueryParameters(call),
                (fields, problems) ->
                        NudgeCodec.fateRequest(fields, nudgeId, writes.clock().instant(), problems));
        return reads.call(call, () -> store.hasNudge(member, nudgeId))
                .compose(isThere -> isThere
                        ? writes.append(
                                member,
                                new Fact.NudgeFateReported(fate),
                                UUID.randomUUID().toString(),
                                call)
                        : Future.failedFuture(Reads.notFound()))
                .map(appended -> Answer.ok(json -> {
                            json.writeStringField("nudgeId", nudgeId);
                            json.writeStringField("fate", fate.fate().wire());
                        })
                        .asOf(appended.text()));
    }
}
