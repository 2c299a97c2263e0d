package org.paschima.notify.mongo;

import java.time.LocalDate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.notify.domain.Effect;
import org.paschima.notify.domain.Evidence;
import org.paschima.notify.domain.Learning;

/** What was learned of a member, as a part of the member's document; one of before has none. */
final class LearningDocuments {

    private LearningDocuments() {}

    static @Nullable Document write(Learning learning) {
        if (learning.equals(Learning.NOTHING)) {
            return null;
        }
        var weekly = learning.weekly();
        return new Document("since", MemberDocument.text(learning.since()))
                .append("evidence", write(learning.evidence()))
                .append(
                        "awaited",
                        learning.awaited().stream()
                                .map(each -> new Document("decisionId", each.decisionId())
                                        .append("at", each.decidedAt().toString())
                                        .append("nudged", each.nudged())
                                        .append("p", each.probability()))
                                .toList())
                .append(
                        "weekly",
                        weekly == null
                                ? null
                                : new Document("from", weekly.from().toString())
                                        .append("mean", weekly.effect().mean())
                                        .append("sd", weekly.effect().sd()));
    }

    static Learning read(@Nullable Document document) {
        if (document == null) {
            return Learning.NOTHING;
        }
        var weekly = document.get("weekly", Document.class);
        return new Learning(
                MemberDocument.instant(document, "since"),
                evidence(document.get("evidence", Document.class)),
                document.getList("awaited", Document.class).stream()
                        .map(each -> new Learning.Awaited(
                                each.getString("decisionId"),
                                MemberDocument.at(each, "at"),
                                each.getBoolean("nudged"),
                                each.getDouble("p")))
                        .toList(),
                weekly == null
                        ? null
                        : new Learning.Weekly(
                                LocalDate.parse(weekly.getString("from")),
                                new Effect(weekly.getDouble("mean"), weekly.getDouble("sd"))));
    }

    static Document write(Evidence evidence) {
        return new Document("points", evidence.points())
                .append("practised", evidence.practised())
                .append("lean", evidence.lean())
                .append("spread", evidence.spread())
                .append("gain", evidence.gain());
    }

    static Evidence evidence(Document document) {
        return new Evidence(
                document.getLong("points"),
                document.getLong("practised"),
                document.getLong("lean"),
                document.getLong("spread"),
                document.getLong("gain"));
    }
}
