package org.paschima.notify.mongo;

import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
import org.paschima.contract.ZoneNames;
import org.paschima.notify.domain.Zones;
import org.paschima.notify.domain.Zones.Leg;

/** Where a member lived lately, as a part of the member's document. */
final class ZoneDocuments {

    private ZoneDocuments() {}

    static Document write(Zones zones) {
        return new Document(
                        "legs", zones.legs().stream().map(ZoneDocuments::leg).toList())
                .append("named", MemberDocument.text(zones.named()));
    }

    private static Document leg(Leg leg) {
        return new Document("since", MemberDocument.text(leg.since()))
                .append("current", leg.current().getId())
                .append("next", MemberDocument.text(leg.next()))
                .append("from", MemberDocument.text(leg.from()));
    }

    /** A document of the version before is one leg. */
    static Zones read(Document document) {
        var legs = document.getList("legs", Document.class, List.of(document));
        return new Zones(legs.stream().map(ZoneDocuments::leg).toList(), MemberDocument.instant(document, "named"));
    }

    private static Leg leg(Document leg) {
        var next = leg.getString("next");
        var from = leg.getString("from");
        return new Leg(
                MemberDocument.instant(leg, "since"),
                ZoneNames.known(leg.getString("current")),
                next == null ? null : ZoneNames.known(next),
                from == null ? null : LocalDate.parse(from));
    }
}
