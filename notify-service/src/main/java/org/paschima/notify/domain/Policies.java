package org.paschima.notify.domain;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent.Content;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Reason;

/**
 * The versions of the policy. The last one decides; each stays as long as receipts of it can be replayed, word for word,
 * since what it says stands in them.
 */
public final class Policies {

    private Policies() {}

    /**
     * What was decided.
     *
     * @param content what the nudge says if one was sent
     * @param said what names its text and its way; null where nothing was sent, or by version 1
     */
    record Outcome(
            Receipt receipt,
            @Nullable Content content,
            @Nullable String said) {}

    static Outcome decide(Inputs inputs, MemberId member, Draw key, String tzdata) {
        return SecondPolicy.decide(inputs, member, key, tzdata);
    }

    /** What stands against a nudge under the version that decides; empty where a draw does. */
    static List<Reason> against(Inputs inputs) {
        return Availability.reasonsAgainstNow(inputs);
    }

    /** The receipt that these inputs lead to under a version: what a stored one must equal, byte for byte. */
    public static Optional<Receipt> receipt(String version, Inputs inputs, MemberId member, Draw key, String tzdata) {
        return switch (version) {
            case Policy.VERSION -> Optional.of(Policy.receipt(inputs, member, key, tzdata));
            case SecondPolicy.VERSION ->
                Optional.of(SecondPolicy.decide(inputs, member, key, tzdata).receipt());
            default -> Optional.empty();
        };
    }
}
