package org.paschima.contract.codec;

import org.paschima.contract.Fact;

/**
 * Which of two settings of one kind holds, the same whatever order, repetition and batches they come in: that of the higher
 * rank; but of consents of one version what both give, for a digest must not decide whether somebody agreed.
 */
public final class HeldSetting {

    private HeldSetting() {}

    /** One of the two, or for consents a third that says what holds. */
    public static Fact.OfMember of(Fact.OfMember known, Fact.OfMember written) {
        if (known instanceof Fact.ConsentsChanged(var before, var _)
                && written instanceof Fact.ConsentsChanged(var now, var _)
                && before.version() == now.version()) {
            var both = before.both(now);
            // its digest is that of its contents, so that it does not tell what came first
            return both.equals(before) ? known : both.equals(now) ? written : FactCodec.changed(both);
        }
        return written.rank().beats(known.rank()) ? written : known;
    }

    /** The same for consents. */
    public static Fact.ConsentsChanged of(Fact.ConsentsChanged known, Fact.ConsentsChanged written) {
        return (Fact.ConsentsChanged) of((Fact.OfMember) known, written);
    }
}
