package org.paschima.notify.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent.Content;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Action;
import org.paschima.contract.Receipt.Reason;

/**
 * A version of the policy: what tells it from the others, as pure functions of the inputs. A receipt comes of all of them in
 * the same way: what stands against a nudge, a probability, one draw under the version's own name, and words.
 *
 * @param against what stands against a nudge; empty where the draw decides
 */
record Version(
        String name,
        Function<Inputs, List<Reason>> against,
        ToDoubleFunction<Inputs> probability,
        Function<Inputs, Optional<Suggested>> content,
        Wording wording) {

    /**
     * What a nudge would say.
     *
     * @param said what names its text and its way; null where a version has no such names
     */
    record Suggested(Content content, @Nullable String said) {}

    /** A receipt in a sentence. */
    @FunctionalInterface
    interface Wording {
        String of(Inputs inputs, List<Reason> reasons, Optional<Content> content);
    }

    Policies.Outcome decide(Inputs inputs, MemberId member, Draw key, String tzdata) {
        var point = inputs.point();
        var reasonsAgainst = against.apply(inputs);
        boolean available = reasonsAgainst.isEmpty();
        double chance = probability.applyAsDouble(inputs);
        Double draw = available ? key.of(member, point, name) : null;
        var suggested = content.apply(inputs).filter(_ -> draw != null && draw < chance);
        var decisionId = "d-" + key.id(member, point.slot(), point.localDate());
        var reasons = available && suggested.isEmpty() ? List.of(Reason.NOT_DRAWN) : reasonsAgainst;
        var sent = suggested.map(Suggested::content);
        var receipt = new Receipt(
                decisionId,
                point.slot(),
                point.localDate(),
                point.zone(),
                Policy.at(point.instant(), point.zone()),
                available,
                reasons,
                chance,
                draw,
                sent.isPresent() ? Action.SENT : Action.WITHHELD,
                sent.isPresent() ? NudgeLife.idOf(decisionId) : null,
                name,
                tzdata,
                InputsJson.write(inputs),
                wording.of(inputs, reasons, sent),
                inputs.run(),
                point.by() == null ? null : point.by().trigger());
        return new Policies.Outcome(
                receipt, sent.orElse(null), suggested.map(Suggested::said).orElse(null));
    }
}
