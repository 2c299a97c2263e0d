package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
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
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.Pages;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
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

    private final MemberHistory history;

    RecordRoutes(MemberHistory history) {
        this.history = history;
    }

    List<Route> routes(FreshRoute fresh) {
        return List.of(fresh.get(LIST, this::list), fresh.get(ONE, this::one));
    }

    private FreshRoute.Query list(MemberId member, QueryParameters parameters, Call call) {
        var from = parameters.date("from").orElse(EARLIEST);
        var to = parameters.date("to").orElse(LATEST);
        parameters.inOrder("from", from, "to", to);
        var kind = parameters.text("kind", text -> kind(text).isPresent(), "must be one of " + kinds());
        var after = Pages.after(parameters, PageMark::parse);
        int limit = Pages.limit(parameters);
        return () -> {
            var wanted = new RecordsWanted(from, to, kind.flatMap(RecordRoutes::kind), after, limit);
            return page(call, history.records(member, wanted));
        };
    }

    private static Answer page(Call call, Snapshot<RecordPage> seen) {
        var page = seen.content();
        return SeenPage.answer(
                call, seen, page.records(), RecordRoutes::write, page.next().map(PageMark::text));
    }

    private FreshRoute.Query one(MemberId member, QueryParameters parameters, Call call) {
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
        AnswerJson.date(json, "localDate", record.localDate());
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
