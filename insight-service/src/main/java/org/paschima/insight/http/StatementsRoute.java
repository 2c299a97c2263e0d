package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.ZoneOffset;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.WireTime;
import org.paschima.http.Answer;
import org.paschima.http.Call;
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

    private FreshRoute.Query list(MemberId member, Parameters parameters, Call call) {
        var from = parameters.date("from").orElse(RecordRoutes.EARLIEST);
        var to = parameters.date("to").orElse(RecordRoutes.LATEST);
        if (to.isBefore(from)) {
            parameters.fault("to", "RANGE", "must not be before from");
        }
        var after = parameters.text(
                "after", text -> StatementMark.parse(text).isPresent(), "must be a next that a list gave");
        int limit = parameters.integer("limit", 100, 1, RecordRoutes.MOST);
        return () -> page(call, statements.list(member, from, to, after.flatMap(StatementMark::parse), limit));
    }

    private static Answer page(Call call, Snapshot<StatementPage> seen) {
        var page = seen.content();
        var answer = FreshRoute.ok(seen, json -> {
            json.writeArrayFieldStart("items");
            for (var record : page.items()) {
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
                .map(next -> answer.header("Link", RecordRoutes.linkToNext(call, next.opaque())))
                .orElse(answer);
    }

    static void write(JsonGenerator json, StatementRecord record) throws IOException {
        var statement = record.statement();
        json.writeStringField("id", statement.id());
        json.writeStringField("at", WireTime.of(record.at().atOffset(ZoneOffset.UTC)));
        json.writeStringField("region", statement.subject());
        json.writeStringField("verdict", statement.verdict());
        json.writeStringField("tier", statement.tier());
        json.writeNumberField("n", statement.n());
        json.writeObjectFieldStart("window");
        json.writeStringField("from", statement.from().toString());
        json.writeStringField("to", statement.to().toString());
        json.writeEndObject();
        json.writeStringField("method", statement.method());
        json.writeNumberField("algorithmVersion", statement.algorithmVersion());
        json.writeStringField("template", statement.template());
        json.writeStringField("text", statement.text());
        json.writeObjectFieldStart("values");
        for (var value : statement.values().entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
        json.writeStringField("revision", Long.toString(record.revision()));
    }
}
