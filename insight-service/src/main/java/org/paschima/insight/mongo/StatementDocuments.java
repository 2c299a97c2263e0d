package org.paschima.insight.mongo;

import java.time.LocalDate;
import java.util.Date;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.paschima.contract.Language;
import org.paschima.contract.MemberId;
import org.paschima.insight.store.Statement;
import org.paschima.insight.store.StatementRecord;

/**
 * What was said, {@code {_id, s, t, x, l, w, v, i, n, f, e, m, a, d, o}}: subject, template, text, its language unless English, values, verdict, tier, n,
 * first and last day, method and its version, when, revision; all but the id {@link Opaque}. The id is {@code tenant/member/lastDay/id}.
 */
final class StatementDocuments {

    /** Nothing of it can be derived from the log: no rebuild replaces it. */
    static final String COLLECTION = "statements";

    private StatementDocuments() {}

    private static final Set<String> READABLE = Set.of("_id");

    static String key(MemberId member, String lastDay, String id) {
        return Keys.day(member, lastDay) + "/" + id;
    }

    static String key(MemberId member, Statement statement) {
        return key(member, statement.to().toString(), statement.id());
    }

    static Document document(MemberId member, StatementRecord record) {
        var statement = record.statement();
        var values = new Document();
        statement.values().forEach(values::append);
        var document = new Document("_id", key(member, statement))
                .append("s", statement.subject())
                .append("t", statement.template())
                .append("x", statement.text())
                .append("w", values)
                .append("v", statement.verdict())
                .append("i", statement.tier())
                .append("n", statement.n())
                .append("f", statement.from().toString())
                .append("e", statement.to().toString())
                .append("m", statement.method())
                .append("a", statement.algorithmVersion())
                .append("d", Date.from(record.at()))
                .append("o", record.revision());
        if (statement.language() != Language.EN) {
            document.append("l", statement.language().tag());
        }
        return Opaque.closed(document, READABLE);
    }

    static StatementRecord record(Document stored) {
        var document = Opaque.opened(stored);
        var values = new TreeMap<String, String>();
        document.get("w", Document.class).forEach((name, value) -> values.put(name, (String) value));
        var statement = new Statement(
                Language.of(document.getString("l")),
                document.getString("s"),
                document.getString("t"),
                document.getString("x"),
                values,
                document.getString("v"),
                document.getString("i"),
                document.getInteger("n"),
                LocalDate.parse(document.getString("f")),
                LocalDate.parse(document.getString("e")),
                document.getString("m"),
                document.getInteger("a"));
        return new StatementRecord(statement, document.getDate("d").toInstant(), document.getLong("o"));
    }
}
