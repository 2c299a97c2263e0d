package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.Route;
import org.paschima.insight.store.KeptRecord;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.MemberHistory.RecordsWanted;
import org.paschima.insight.store.PageMark;
import org.paschima.insight.store.RecordFate;
import org.paschima.insight.store.RecordPage;
import org.paschima.insight.store.Snapshot;

/** The surviving records themselves: a list, and one by its id. */
final class RecordRoutes {

    static final String LIST = "/v1/members/{member}/records";
    static final String ONE = "/v1/members/{member}/records/{id}";

    static final LocalDate EARLIEST = LocalDate.of(1999, 12, 31);
    static final LocalDate LATEST = LocalDate.of(9999, 12, 30);

    /** Items of a page. */
    static final int MOST = 1_000;

    private final MemberHistory history;

    RecordRoutes(MemberHistory history) {
        this.history = history;
    }

    List<Route> routes(FreshRoute fresh) {
        return List.of(fresh.get(LIST, this::list), fresh.get(ONE, this::one));
    }

    private FreshRoute.Query list(MemberId member, Parameters parameters, Call call) {
        var from = parameters.date("from").orElse(EARLIEST);
        var to = parameters.date("to").orElse(LATEST);
        if (to.isBefore(from)) {
            parameters.fault("to", "RANGE", "must not be before from");
        }
        var kind = parameters.text("kind", text -> kind(text).isPresent(), "must be one of " + kinds());
        var after =
                parameters.text("after", text -> PageMark.parse(text).isPresent(), "must be a next that a list gave");
        int limit = parameters.integer("limit", 100, 1, MOST);
        return () -> {
            var wanted = new RecordsWanted(
                    from, to, kind.flatMap(RecordRoutes::kind), after.flatMap(PageMark::parse), limit);
            return page(call, history.records(member, wanted));
        };
    }

    private static Answer page(Call call, Snapshot<RecordPage> seen) {
        var page = seen.content();
        var answer = FreshRoute.ok(seen, json -> {
            json.writeArrayFieldStart("items");
            for (var record : page.records()) {
                json.writeStartObject();
                write(json, record);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (page.next().isPresent()) {
                json.writeStringField("next", page.next().get().opaque());
            }
        });
        return page.next()
                .map(next -> answer.header("Link", linkToNext(call, next.opaque())))
                .orElse(answer);
    }

    /** The same request with another {@code after}, relative to the path, so that no proxy can make it wrong. */
    static String linkToNext(Call call, String next) {
        var query = call.queryNames().stream()
                .filter(name -> !name.equals("after") && !name.equals("minAsOf") && !name.equals("wait"))
                .map(name -> name + "=" + encoded(call.queryAll(name).getFirst()))
                .collect(Collectors.joining("&"));
        return "<?" + (query.isEmpty() ? "" : query + "&") + "after=" + next + ">; rel=\"next\"";
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private FreshRoute.Query one(MemberId member, Parameters parameters, Call call) {
        var id = recordId(call.path("id"));
        return () -> {
            if (id.isEmpty()) {
                return noSuchRecord();
            }
            var seen = history.record(member, id.get());
            return switch (seen.content()) {
                case RecordFate.NeverSeen _ -> noSuchRecord();
                case RecordFate.Deleted(long version) ->
                    Answer.of(Problem.of(ProblemType.GONE, "the record was deleted")
                            .withMember("version", version)
                            .withMember("asOf", seen.asOf().text()));
                case RecordFate.Kept(var record) -> FreshRoute.ok(seen, json -> write(json, record));
            };
        };
    }

    private static Answer noSuchRecord() {
        return Answer.of(Problem.of(ProblemType.NOT_FOUND, "there is no such record"));
    }

    private static void write(JsonGenerator json, KeptRecord record) throws IOException {
        json.writeStringField("id", record.id().id());
        json.writeStringField("kind", record.kind().wire());
        json.writeNumberField("version", record.version());
        json.writeStringField("localDate", record.localDate().toString());
        json.writeFieldName("record");
        json.writeRawValue(new String(record.json(), StandardCharsets.UTF_8));
    }

    private static Optional<RecordId> recordId(String text) {
        try {
            return Optional.of(RecordId.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<RecordKind> kind(String text) {
        return Arrays.stream(RecordKind.values())
                .filter(each -> each.wire().equals(text))
                .findFirst();
    }

    private static String kinds() {
        return Arrays.stream(RecordKind.values()).map(RecordKind::wire).collect(Collectors.joining(", "));
    }
}
