package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.paschima.contract.MemberId;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.Pages;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.store.Snapshot;
import org.paschima.insight.store.StatementMark;
import org.paschima.insight.store.StatementPage;
import org.paschima.insight.store.StatementRecord;
import org.paschima.insight.store.Statements;

/** What was in fact said to the member, by the last day that it speaks about; later corrections do not change it. */
final class StatementsRoute {

    static final String PATH = "/v1/members/{member}/statements";

    private final Statements statements;

    StatementsRoute(Statements statements) {
        this.statements = statements;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::list);
    }

    private FreshRoute.Query list(MemberId member, QueryParameters parameters, Call call) {
        var from = parameters.date("from").orElse(RecordRoutes.EARLIEST);
        var to = parameters.date("to").orElse(RecordRoutes.LATEST);
        parameters.inOrder("from", from, "to", to);
        var after = Pages.after(parameters, StatementMark::parse);
        int limit = Pages.limit(parameters);
        return () -> page(call, statements.list(member, from, to, after, limit));
    }

    private static Answer page(Call call, Snapshot<StatementPage> seen) {
        var page = seen.content();
        return SeenPage.answer(
                call, seen, page.items(), StatementsRoute::write, page.next().map(StatementMark::text));
    }

    static void write(JsonGenerator json, StatementRecord record) throws IOException {
        var statement = record.statement();
        json.writeStringField("id", statement.id());
        AnswerJson.instant(json, "at", record.at());
        json.writeStringField("region", statement.subject());
        json.writeStringField("verdict", statement.verdict());
        json.writeStringField("tier", statement.tier());
        json.writeNumberField("n", statement.n());
        json.writeObjectFieldStart("window");
        AnswerJson.days(json, statement.from(), statement.to());
        json.writeEndObject();
        json.writeStringField("method", statement.method());
        json.writeNumberField("algorithmVersion", statement.algorithmVersion());
        json.writeStringField("template", statement.template());
        json.writeStringField("text", statement.text());
        json.writeStringField("language", statement.language().tag());
        json.writeObjectFieldStart("values");
        for (var value : statement.values().entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
        json.writeStringField("revision", Long.toString(record.revision()));
    }
}
