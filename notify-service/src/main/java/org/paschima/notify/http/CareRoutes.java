package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.codec.CareCodec;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.JsonBody;
import org.paschima.http.Problem;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.domain.Care;
import org.paschima.notify.domain.Phrases;
import org.paschima.notify.domain.ReportedSymptom;
import org.paschima.notify.domain.Suggestion;

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
        return reads.read(call, (member, asOf) -> {
            var state = store.member(member);
            var hold = state.careHold();
            var suggestion = state.suggestion(writes.clock().instant());
            return Answer.ok(json -> {
                        hold(json, hold, state.words());
                        suggestion(json, suggestion, asOf, state.words());
                        json.writeStringField("revision", Long.toString(state.rev()));
                    })
                    .asOf(asOf);
        });
    }

    private static void hold(JsonGenerator json, Optional<Care.Hold> hold, Phrases words) throws IOException {
        if (hold.isEmpty()) {
            json.writeNullField("hold");
            return;
        }
        json.writeObjectFieldStart("hold");
        json.writeStringField("tier", hold.get().tier().name());
        AnswerJson.instant(json, "since", hold.get().since());
        json.writeArrayFieldStart("because");
        for (ReportedSymptom symptom : hold.get().because()) {
            json.writeStartObject();
            json.writeStringField("id", symptom.record());
            json.writeStringField("code", symptom.code());
            json.writeEndObject();
        }
        json.writeEndArray();
        AnswerJson.texts(
                json,
                "endsWith",
                Arrays.stream(Statement.values()).map(Statement::wire).toList());
        json.writeStringField("text", words.care(hold.get()));
        json.writeEndObject();
    }

    /** With the position to dismiss it by: what comes later is not dismissed unseen. */
    private static void suggestion(
            JsonGenerator json, Optional<Suggestion> suggestion, @Nullable String asOf, Phrases words)
            throws IOException {
        if (suggestion.isEmpty()) {
            json.writeNullField("routine");
            return;
        }
        json.writeObjectFieldStart("routine");
        json.writeStringField("tier", "ROUTINE");
        AnswerJson.instant(json, "since", suggestion.get().since());
        json.writeArrayFieldStart("because");
        for (var because : suggestion.get().because()) {
            json.writeStartObject();
            json.writeStringField("reason", because.reason().name());
            AnswerJson.instant(json, "since", because.since());
            if (because.code() != null) {
                json.writeStringField("code", because.code());
            }
            json.writeStringField("text", words.because(because));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("content", "BREATH_ONLY");
        json.writeBooleanField("dismissible", true);
        if (asOf != null) {
            json.writeStringField("through", asOf);
        }
        json.writeStringField("text", words.suggestion());
        json.writeEndObject();
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
