package org.paschima.session.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Identity;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.Parsed;
import org.paschima.http.Call;
import org.paschima.http.IdempotencyKey;
import org.paschima.http.JsonBody;
import org.paschima.http.Problem;
import org.paschima.http.ProblemException;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.session.domain.BatchItem;
import org.paschima.session.domain.Source;
import org.paschima.session.domain.Warning;

/** Judges and keeps the items of one batch, one by one, on the request's event loop. */
final class BatchItems {

    static final int MOST_BYTES = 64 * 1024;
    private static final int LONGEST_KEY = 48;

    private final LogAppender appender;
    private final Call call;
    private final String defaultSource;
    private final @Nullable String key;
    private @Nullable String whose;

    /** @param parameters those of the request, where its key's fault is noted too */
    BatchItems(LogAppender appender, Call call, QueryParameters parameters) {
        this.appender = appender;
        this.call = call;
        this.defaultSource = Source.ofClient(call.caller().client());
        this.whose = ownMember(call);
        this.key = IdempotencyKey.of(call, parameters, LONGEST_KEY, "for a batch, since the line number is added to it")
                .orElse(null);
    }

    /** A member who may write for nobody else need not be named. */
    private static @Nullable String ownMember(Call call) {
        return call.caller().hasScope("tenant:members") ? null : call.caller().member();
    }

    /** Lines that name no member are of this one: the whole of an export is of one member, who is named once. */
    void areOf(String member) {
        whose = member;
    }

    /** What an item came to: under way to the log, or refused. */
    sealed interface Item {
        record UnderWay(BatchItem item, CompletableFuture<LogPosition> kept) implements Item {}

        record Refused(Problem problem) implements Item {}
    }

    Item line(int line, byte[] bytes) {
        return bytes.length > MOST_BYTES
                ? tooLarge()
                : judge(BatchItem.read(
                        bytes, identity(line), whose, appender.clock().instant()));
    }

    Item element(int line, Json element) {
        // an element is measured as it would be written without blanks
        return JsonWriter.bytes(element).length > MOST_BYTES
                ? tooLarge()
                : judge(BatchItem.read(
                        element, identity(line), whose, appender.clock().instant()));
    }

    static Item.Refused tooLarge() {
        return new Item.Refused(
                Problem.of(ProblemType.TOO_LARGE, "one record may have at most " + MOST_BYTES + " bytes"));
    }

    /** Sends an item on that was judged before. */
    Item again(BatchItem item) {
        try {
            return new Item.UnderWay(item, keep(item));
        } catch (ProblemException e) {
            return new Item.Refused(e.problem());
        }
    }

    private Item judge(Parsed<BatchItem> parsed) {
        return switch (parsed) {
            case Parsed.Read<BatchItem>(var item) -> again(item);
            case Parsed.Invalid<BatchItem>(var problems) -> new Item.Refused(JsonBody.invalid(problems));
            case Parsed.Malformed<BatchItem>(var why) -> new Item.Refused(JsonBody.malformed(why));
        };
    }

    private CompletableFuture<LogPosition> keep(BatchItem item) {
        var member = new MemberId(call.caller().tenant(), call.member(item.member()));
        return switch (item) {
            case BatchItem.Recording recording -> {
                var record = OwnWord.of(recording.record(), member.member(), call);
                var id = record.head().id();
                yield isNamedByKey(id)
                        ? appender.keepOnce(id, member, record, call.traceparent())
                        : appender.keep(member, record, call.traceparent());
            }
            case BatchItem.Deletion deletion ->
                appender.keep(
                        member,
                        FactCodec.deleted(deletion.id(), deletion.version(), deletion.at()),
                        call.traceparent());
        };
    }

    /** Whether the key of the batch gave it its id. */
    private boolean isNamedByKey(RecordId id) {
        return key != null
                && id.source().equals(defaultSource)
                && id.clientRecordId().startsWith(key + "-");
    }

    /** A line without an id of its own gets one that is the same when the batch is sent again under the same key. */
    private Identity identity(int line) {
        return Identity.orDefault(defaultSource, key == null ? appender.newId() : key + "-" + line);
    }

    static byte[] result(int line, BatchItem item, LogPosition appended) {
        return JsonWriter.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("line", line);
            switch (item) {
                case BatchItem.Recording recording ->
                    kept(json, 201, item, recording.noted().warnings());
                case BatchItem.Deletion _ -> kept(json, 200, item, List.of());
            }
            json.writeStringField("asOf", appended.text());
            json.writeEndObject();
        });
    }

    private static void kept(JsonGenerator json, int status, BatchItem item, List<Warning> warnings)
            throws IOException {
        json.writeNumberField("status", status);
        json.writeStringField("id", item.id().id());
        json.writeNumberField("version", item.version());
        RecordRoutes.warnings(json, warnings);
    }

    /** What is said of a part of an export that is no records. */
    static byte[] notTaken(String section) {
        return JsonWriter.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("section", section);
            json.writeBooleanField("taken", false);
            json.writeStringField(
                    "detail",
                    section.equals("settings")
                            ? "send each to its own address: PUT profile, consents and screening take them as they are"
                            : "follows from the records or from what this service did itself, and cannot be brought");
            json.writeEndObject();
        });
    }

    /** The whole answer, where nothing of it was given yet. */
    byte[] whole(Problem problem) {
        return JsonWriter.bytes(json -> problem.writeTo(json, call.traceId()));
    }

    byte[] result(int line, Problem problem) {
        return JsonWriter.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("line", line);
            json.writeNumberField("status", problem.status());
            json.writeFieldName("problem");
            problem.writeTo(json, call.traceId());
            json.writeEndObject();
        });
    }
}
