package org.paschima.insight.mongo;

import java.time.LocalTime;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.paschima.insight.domain.effect.Decision;

/**
 * The decisions about a member on one local date: {@code {_id, d}}, {@code d} {@link Opaque}, by slot, each {@code {s, t, v, p, a, u, n}}: slot,
 * instant, available, probability, sent, draw, nudge; what is null is left out. And of each member the local date of the
 * first decision: {@code {_id: tenant/member, d}}.
 *
 * <p>Neither is derived from the member log, so neither is replaced by a rebuild: the decisions topic has retention, and
 * what was decided by lot cannot be decided again.
 */
final class DecisionDocuments {

    static final String COLLECTION = "decisionDays";
    private static final Set<String> READABLE = Set.of("_id");

    static final String FIRST_COLLECTION = "firstDecisions";

    private DecisionDocuments() {}

    static Document day(String key, Map<LocalTime, Document> bySlot) {
        var decisions = bySlot.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .toList();
        return Opaque.closed(new Document("_id", key).append("d", decisions), READABLE);
    }

    static Document decision(Decision decision) {
        var document = new Document("s", decision.slot().toString())
                .append("t", Date.from(decision.at()))
                .append("v", decision.available())
                .append("p", decision.probability())
                .append("a", decision.sent());
        if (decision.draw() != null) {
            document.append("u", decision.draw());
        }
        if (decision.nudgeId() != null) {
            document.append("n", decision.nudgeId());
        }
        return document;
    }

    static List<Document> decisionsOn(Document day) {
        return Opaque.opened(day).getList("d", Document.class);
    }

    static LocalTime slot(Document decision) {
        return LocalTime.parse(decision.getString("s"));
    }

    static List<Decision> decisions(Document day) {
        var date = Keys.dateOf(day.getString("_id"));
        return decisionsOn(day).stream()
                .map(each -> new Decision(
                        date,
                        slot(each),
                        each.getDate("t").toInstant(),
                        each.getBoolean("v"),
                        each.getDouble("p"),
                        each.getBoolean("a"),
                        each.getDouble("u"),
                        each.getString("n")))
                .toList();
    }
}
