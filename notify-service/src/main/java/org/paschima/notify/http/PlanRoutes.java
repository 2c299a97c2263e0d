package org.paschima.notify.http;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.SettingsCodec;
import org.paschima.contract.json.JsonWriter;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.runtime.http.Answer;
import org.paschima.runtime.http.Call;
import org.paschima.runtime.http.JsonFields;
import org.paschima.runtime.http.Problem;
import org.paschima.runtime.http.ProblemType;
import org.paschima.runtime.http.Route;

/** The nudge plan: read from what is folded, changed by a fact on the log (api §5). */
final class PlanRoutes {

    private static final String PATH = "/v1/members/{member}/nudge-plan";

    private final Reads reads;
    private final Writes writes;
    private final NudgeStore store;

    PlanRoutes(Reads reads, Writes writes, NudgeStore store) {
        this.reads = reads;
        this.writes = writes;
        this.store = store;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, this::show).scope("nudge:read"),
                Route.put(PATH, this::change).scope("nudge:write"));
    }

    private Future<Answer> show(Call call) {
        return reads.read(call, (member, asOf) -> {
            var state = store.member(member);
            var plan = state.settings().planOrDefault();
            return Answer.ok(json -> {
                        fields(plan).writeTo(json);
                        json.writeStringField("revision", Long.toString(state.rev()));
                    })
                    .asOf(asOf)
                    .header("ETag", tag(plan));
        });
    }

    private Future<Answer> change(Call call) {
        var member = Reads.member(call);
        var plan = Writes.read(call, SettingsCodec::nudgePlan);
        return unchanged(call, member).compose(_ -> {
            Fact fact = FactCodec.changed(plan);
            return writes.append(member, fact, UUID.randomUUID().toString(), call)
                    .map(appended ->
                            Answer.ok(fields(plan)).asOf(appended.asOf()).header("ETag", tag(plan)));
        });
    }

    /** The precondition looks at all that was acknowledged before it: a client's own last write is among it. */
    private Future<Boolean> unchanged(Call call, MemberId member) {
        var wanted = call.header("If-Match").map(String::strip);
        if (wanted.isEmpty() || wanted.get().equals("*")) {
            return Future.succeededFuture(true);
        }
        return reads.call(() -> {
            writes.awaitAcknowledged(member);
            var present = tag(store.member(member).settings().planOrDefault());
            if (List.of(wanted.get().split("\\s*,\\s*", -1)).stream()
                    .noneMatch(each -> opaque(each).equals(opaque(present)))) {
                throw Problem.of(ProblemType.PRECONDITION_FAILED, "the plan is not the one that If-Match names")
                        .asException();
            }
            return true;
        });
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static String tag(NudgePlan plan) {
        var digest = FactCodec.changed(plan).digest();
        return "W/\"" + plan.version() + "-" + digest.substring(0, 12) + "\"";
    }

    /** The fields of the contract's own form, without its braces. */
    private static JsonFields fields(NudgePlan plan) {
        var whole = JsonWriter.bytes(json -> SettingsCodec.write(json, plan));
        return json -> Writes.copyFields(json, whole);
    }
}
