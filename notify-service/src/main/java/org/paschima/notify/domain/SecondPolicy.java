package org.paschima.notify.domain;

import java.util.List;
import org.paschima.contract.MemberId;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Action;
import org.paschima.contract.Receipt.Reason;

/**
 * Version 2 of the policy: what version 1 decides by, with content that varies ({@link VariedContent}), gaps that widen
 * while nobody answers ({@link Spacing}), and words in the member's language. A pure function, as version 1 is.
 */
final class SecondPolicy {

    static final String VERSION = "2";

    private SecondPolicy() {}

    static Policies.Outcome decide(Inputs inputs, MemberId member, Draw key, String tzdata) {
        var point = inputs.point();
        var against = Availability.reasonsAgainstNow(inputs);
        boolean available = against.isEmpty();
        double probability = Policy.probability(inputs);
        Double draw = available ? key.of(member, point, VERSION) : null;
        var choice = VariedContent.of(inputs).filter(_ -> draw != null && draw < probability);
        var id = key.id(member, point.slot(), point.localDate());
        var reasons = available && choice.isEmpty() ? List.of(Reason.NOT_DRAWN) : against;
        var content = choice.map(VariedContent.Choice::content);
        var receipt = new Receipt(
                "d-" + id,
                point.slot(),
                point.localDate(),
                point.zone(),
                Policy.at(point.instant(), point.zone()),
                available,
                reasons,
                probability,
                draw,
                content.isPresent() ? Action.SENT : Action.WITHHELD,
                content.isPresent() ? "n-" + id : null,
                VERSION,
                tzdata,
                InputsJson.write(inputs),
                Explanation.receipt(inputs, reasons, content));
        return new Policies.Outcome(
                receipt,
                content.orElse(null),
                choice.map(VariedContent.Choice::said).orElse(null));
    }
}
