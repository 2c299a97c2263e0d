package org.paschima.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not served, as RFC 9457 writes it.
 *
 * @param status usually the type's own
 * @param detail what is wrong this time, for a person; repeats nothing personal
 * @param errors every single fault found
 * @param members further members of the document: texts, whole numbers and booleans
 * @param headers header fields that go with the answer
 */
public record Problem(
        ProblemType type,
        int status,
        String detail,
        List<Fault> errors,
        Map<String, Object> members,
        Map<String, String> headers) {

    /** How long a client is asked to stay away when nothing better is known. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    public Problem {
        errors = List.copyOf(errors);
        members = Map.copyOf(members);
        headers = Map.copyOf(headers);
    }

    /** One fault, and where it is. */
    public record Fault(Where where, String at, String code, String detail) {
        public static Fault pointer(String pointer, String code, String detail) {
            return new Fault(Where.POINTER, pointer, code, detail);
        }

        public static Fault parameter(String name, String code, String detail) {
            return new Fault(Where.PARAMETER, name, code, detail);
        }

        public static Fault header(String name, String code, String detail) {
            return new Fault(Where.HEADER, name, code, detail);
        }
    }

    /** Which part of the request a fault is in; {@code POINTER} is a JSON pointer into the body. */
    public enum Where {
        POINTER("pointer"),
        PARAMETER("parameter"),
        HEADER("header");

        private final String wireName;

        Where(String wireName) {
            this.wireName = wireName;
        }
    }

    public static Problem of(ProblemType type, String detail) {
        var problem = new Problem(type, type.status(), detail, List.of(), Map.of(), Map.of());
        return type.status() == 503 || type.status() == 429 ? problem.retryAfter(RETRY_AFTER) : problem;
    }

    public static Problem validation(List<Fault> errors) {
        return of(
                        ProblemType.VALIDATION,
                        errors.size() == 1 ? errors.getFirst().detail() : errors.size() + " values are not valid")
                .with(errors);
    }

    public Problem with(List<Fault> faults) {
        return new Problem(type, status, detail, faults, members, headers);
    }

    public Problem with(Fault fault) {
        var all = new ArrayList<>(errors);
        all.add(fault);
        return with(all);
    }

    /** With one more member, a text, a whole number or a boolean. */
    public Problem withMember(String name, Object value) {
        var all = new LinkedHashMap<>(members);
        all.put(name, value);
        return new Problem(type, status, detail, errors, all, headers);
    }

    public Problem withHeader(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Problem(type, status, detail, errors, members, all);
    }

    public Problem withStatus(int other) {
        return new Problem(type, other, detail, errors, members, headers);
    }

    public Problem retryAfter(Duration wait) {
        return withHeader(
                "Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** Writes the problem as a JSON object; batches use it for the problem of one line. */
    public void writeTo(JsonGenerator json, @Nullable String traceId) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "/problems/" + type.wireName());
        json.writeStringField("title", type.title());
        json.writeNumberField("status", status);
        json.writeStringField("detail", detail);
        if (traceId != null) {
            json.writeStringField("traceId", traceId);
        }
        for (var member : members.entrySet()) {
            json.writeFieldName(member.getKey());
            switch (member.getValue()) {
                case Boolean flag -> json.writeBoolean(flag);
                case Long number -> json.writeNumber(number);
                case Integer number -> json.writeNumber(number);
                case Object other -> json.writeString(other.toString());
            }
        }
        if (!errors.isEmpty()) {
            json.writeArrayFieldStart("errors");
            for (var fault : errors) {
                json.writeStartObject();
                json.writeStringField(fault.where().wireName, fault.at());
                json.writeStringField("code", fault.code());
                json.writeStringField("detail", fault.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
