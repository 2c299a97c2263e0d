package org.paschima.session.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Identity;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.IdempotencyKey;
import org.paschima.http.JsonBody;
import org.paschima.http.Problem;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.session.domain.Bodies;
import org.paschima.session.domain.Noted;
import org.paschima.session.domain.Source;
import org.paschima.session.domain.Warning;

/** POST, PUT and DELETE of one record, for each kind (api §2). Each answers once the log has acknowledged the write. */
final class RecordRoutes {

    static final String SCOPE = "practice:write";
    private static final String VERSION_PARAMETER = "version";
    private static final Pattern VERSION = Pattern.compile("0|[1-9][0-9]{0,15}");

    private final LogAppender appender;
    private final Locations locations;

    RecordRoutes(LogAppender appender, Locations locations) {
        this.appender = appender;
        this.locations = locations;
    }

    List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var kind : RecordKind.values()) {
            var all = "/v1/members/{member}/" + kind.path();
            routes.add(Route.post(all, call -> create(kind, call)).scope(SCOPE));
            routes.add(Route.put(all + "/{id}", call -> replace(kind, call)).scope(SCOPE));
            routes.add(Route.delete(all + "/{id}", call -> delete(kind, call)).scope(SCOPE));
        }
        return List.copyOf(routes);
    }

    private Future<Answer> create(RecordKind kind, Call call) {
        var parameters = new QueryParameters(call);
        var source = Source.ofClient(call.caller().client());
        var key = IdempotencyKey.of(call, parameters);
        var noted = read(kind, call, parameters, Identity.orDefault(source, key.orElseGet(appender::newId)));
        var record = noted.record();
        var member = call.memberId();
        var id = record.head().id();
        return keep(
                key.map(name -> new RecordId(source, name)),
                member,
                record,
                call,
                Answer.json(201, json -> content(json, noted)).header("Location", locations.of(member.member(), id)));
    }

    private Future<Answer> replace(RecordKind kind, Call call) {
        var noted = read(kind, call, new QueryParameters(call), Identity.of(idInPath(call)));
        return keep(Optional.empty(), call.memberId(), noted.record(), call, Answer.ok(json -> content(json, noted)));
    }

    private Future<Answer> delete(RecordKind kind, Call call) {
        var id = idInPath(call);
        long version = versionAskedFor(call);
        var at = OffsetDateTime.ofInstant(appender.clock().instant(), ZoneOffset.UTC);
        var kept = appender.keep(call.memberId(), FactCodec.deleted(id, version, at), call.traceparent());
        return LogAppender.answer(
                kept,
                id.id(),
                version,
                appended -> Answer.ok(json -> {
                            identity(json, id, kind, version);
                            json.writeBooleanField("deleted", true);
                        })
                        .asOf(appended.text()));
    }

    private Noted read(RecordKind kind, Call call, QueryParameters parameters, Identity identity) {
        var now = appender.clock().instant();
        return JsonBody.valueOf(Bodies.record(kind, call.body().getBytes(), identity, call.member(), now), parameters);
    }

    private Future<Answer> keep(
            Optional<RecordId> key, MemberId member, MemberRecord record, Call call, Answer.Json answer) {
        var word = OwnWord.of(record, member.member(), call);
        var kept = key.map(name -> appender.keepOnce(name, member, word, call.traceparent()))
                .orElseGet(() -> appender.keep(member, word, call.traceparent()));
        return LogAppender.answer(
                kept, record.head().id().id(), record.head().version(), appended -> answer.asOf(appended.text()));
    }

    private static RecordId idInPath(Call call) {
        try {
            return RecordId.parse(call.path("id"));
        } catch (IllegalArgumentException e) {
            throw Problem.validation(List.of(Problem.Fault.parameter(
                            "id", "FORMAT", "must be source:clientRecordId, each 1 to 64 of A-Z a-z 0-9 . _ -")))
                    .asException();
        }
    }

    private long versionAskedFor(Call call) {
        var parameters = new QueryParameters(call);
        var text = parameters.text(VERSION_PARAMETER, _ -> true, "").orElse("");
        if (call.queryAll(VERSION_PARAMETER).isEmpty()) {
            parameters.fault(VERSION_PARAMETER, "REQUIRED", "a deletion is a version: ?version= is required");
        } else if (parameters.areFine(VERSION_PARAMETER) && !isVersion(text)) {
            parameters.fault(VERSION_PARAMETER, "RANGE", "must be a whole number, 0 to " + Rank.MAX_VERSION);
        }
        var now = appender.clock().instant();
        if (parameters.areFine(VERSION_PARAMETER) && Long.parseLong(text) > Rank.mostAt(now)) {
            parameters.fault(VERSION_PARAMETER, "RANGE", Rank.ruleAt(now));
        }
        parameters.check();
        return Long.parseLong(text);
    }

    private static boolean isVersion(String text) {
        return VERSION.matcher(text).matches() && Long.parseLong(text) <= Rank.MAX_VERSION;
    }

    private static void content(JsonGenerator json, Noted noted) throws IOException {
        var head = noted.record().head();
        identity(json, head.id(), noted.record().kind(), head.version());
        json.writeStringField("localDate", head.localDate().toString());
        warnings(json, noted.warnings());
    }

    private static void identity(JsonGenerator json, RecordId id, RecordKind kind, long version) throws IOException {
        json.writeStringField("id", id.id());
        json.writeStringField("kind", kind.wire());
        json.writeStringField("source", id.source());
        json.writeStringField("clientRecordId", id.clientRecordId());
        json.writeNumberField("version", version);
    }

    static void warnings(JsonGenerator json, List<Warning> warnings) throws IOException {
        if (!warnings.isEmpty()) {
            json.writeArrayFieldStart("warnings");
            for (var warning : warnings) {
                json.writeStartObject();
                json.writeStringField("pointer", warning.pointer());
                json.writeStringField("code", warning.code());
                if (warning.detail() != null) {
                    json.writeStringField("detail", warning.detail());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
