package org.paschima.notify.http;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.CareCodec;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.JsonBody;
import org.paschima.http.Problem;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.domain.Phrases;

/**
 * The care hold, which only a statement ends, and the suggestion of a check, which the member may dismiss (api §5,
 * domain.md §5.1).
 */
final class CareRoutes {

    private static final String PATH = "/v1/members/{member}/care";

    private final Reads reads;
    private final Writes writes;
    private final NudgeStore store;

    CareRoutes(Reads reads, Writes writes, NudgeStore store) {
        this.reads = reads;
        this.writes = writes;
        this.store = store;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, this::care).scope("nudge:read"),
                Route.post(PATH + "/dismissal", this::dismiss)
                        .scope("nudge:write")
                        .ownTokenOnly());
    }

    private Future<Answer> care(Call call) {
        var asked = call.language();
        return reads.read(call, (member, asOf) -> {
            var state = store.member(member);
            var language = state.language(asked);
            var hold = state.careHold();
            var suggestion = state.suggestion(writes.clock().instant());
            return Answer.ok(json -> {
                        CareJson.write(json, hold, suggestion, asOf, Phrases.in(language));
                        json.writeStringField("revision", Long.toString(state.rev()));
                    })
                    .asOf(asOf)
                    .in(language);
        });
    }

    private Future<Answer> dismiss(Call call) {
        var member = call.memberId();
        var dismissed = JsonBody.read(
                call,
                new QueryParameters(call),
                (fields, problems) -> CareCodec.request(fields, writes.clock().instant(), problems));
        requireOwnPartition(member, dismissed);
        return writes.append(member, dismissed, UUID.randomUUID().toString(), call)
                .map(appended -> Answer.ok(json -> {
                            json.writeBooleanField("dismissed", true);
                            var through = dismissed.through();
                            if (through != null) {
                                json.writeStringField("through", through.text());
                            }
                        })
                        .asOf(appended.text()));
    }

    private void requireOwnPartition(MemberId member, Fact.CareDismissed dismissed) {
        var through = dismissed.through();
        if (through != null && through.partition() != reads.partitionOf(member).partition()) {
            throw Problem.validation(List.of(Problem.Fault.pointer(
                            "/through",
                            "FORMAT",
                            "through must be a position of this member, as through or asOf of GET …/care gives it")))
                    .asException();
        }
    }
}
