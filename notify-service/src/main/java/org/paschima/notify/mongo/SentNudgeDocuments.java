package org.paschima.notify.mongo;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgeEvent.WithdrawalReason;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.ZoneNames;
import org.paschima.notify.domain.SentNudge;

/** Nudges that were issued lately, as a part of the member's document. */
final class SentNudgeDocuments {

    private SentNudgeDocuments() {}

    static Document write(SentNudge nudge) {
        return new Document("nudgeId", nudge.nudgeId())
                .append("seq", nudge.seq())
                .append("localDate", nudge.localDate().toString())
                .append("issuedAt", MemberDocument.text(nudge.issuedAt()))
                .append("validUntil", MemberDocument.text(nudge.validUntil()))
                .append(
                        "withdrawn",
                        nudge.withdrawn() == null ? null : nudge.withdrawn().name())
                .append("fate", nudge.fate() == null ? null : nudge.fate().name())
                .append("counted", nudge.isCounted())
                .append("said", nudge.said())
                .append("zone", nudge.zone() == null ? null : nudge.zone().getId())
                .append("channels", names(nudge.channels()));
    }

    static SentNudge read(Document document) {
        return new SentNudge(
                document.getString("nudgeId"),
                document.getLong("seq"),
                LocalDate.parse(document.getString("localDate")),
                MemberDocument.at(document, "issuedAt"),
                MemberDocument.at(document, "validUntil"),
                document.getString("withdrawn") == null
                        ? null
                        : WithdrawalReason.valueOf(document.getString("withdrawn")),
                document.getString("fate") == null ? null : Fate.valueOf(document.getString("fate")),
                document.getBoolean("counted"),
                document.getString("said"),
                document.getString("zone") == null ? null : ZoneNames.known(document.getString("zone")),
                channels(document));
    }

    /** Null for all of them. */
    static @Nullable List<String> names(Set<NudgeChannel> channels) {
        return channels.equals(NudgeChannel.ALL)
                ? null
                : channels.stream().map(NudgeChannel::name).toList();
    }

    /** All of what was stored before there was a choice. */
    static Set<NudgeChannel> channels(Document document) {
        var names = document.getList("channels", String.class);
        if (names == null) {
            return NudgeChannel.ALL;
        }
        var channels = EnumSet.noneOf(NudgeChannel.class);
        names.forEach(name -> channels.add(NudgeChannel.valueOf(name)));
        return channels;
    }
}
