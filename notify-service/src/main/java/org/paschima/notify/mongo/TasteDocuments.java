package org.paschima.notify.mongo;

import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.notify.domain.Dismissals;
import org.paschima.notify.domain.Pause;

/** What a member dismissed and how long none are wanted, as parts of the member's document; one of before has neither. */
final class TasteDocuments {

    private TasteDocuments() {}

    static List<Document> write(Dismissals dismissals) {
        return dismissals.all().stream()
                .map(each -> new Document("way", each.way())
                        .append("nudgeId", each.nudgeId())
                        .append("at", each.at().toString()))
                .toList();
    }

    static Dismissals dismissals(Document course) {
        return new Dismissals(course.getList("dismissed", Document.class, List.of()).stream()
                .map(each -> new Dismissals.Dismissed(
                        each.getString("way"), each.getString("nudgeId"), MemberDocument.at(each, "at")))
                .toList());
    }

    static @Nullable Document write(Pause pause) {
        return pause.equals(Pause.NONE)
                ? null
                : new Document("until", MemberDocument.text(pause.until()))
                        .append("untilTold", pause.isUntilTold())
                        .append("made", pause.made());
    }

    static Pause pause(Document course) {
        var pause = course.get("pause", Document.class);
        return pause == null
                ? Pause.NONE
                : new Pause(
                        MemberDocument.instant(pause, "until"),
                        pause.getBoolean("untilTold", false),
                        pause.getList("made", String.class, List.of()));
    }
}
