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

    /** A fixed probability; {@link ContentChoice}, {@link Words} and {@link Cause} are its own. */
    private static final Version FIRST = new Version(
            "1",
            Availability::reasonsAgainst,
            Policy::probability,
            inputs -> ContentChoice.of(inputs).map(content -> new Version.Suggested(content, null)),
            Words::receipt);

    /** Content that varies, gaps that widen while nobody answers, words in the member's language. */
    private static final Version SECOND = new Version(
            "2", Availability::reasonsAgainstNow, Policy::probability, VariedContent::suggested, Explanation::receipt);

    /** The same, with a probability that is learned ({@link Learning}, domain.md §4.5). */
    private static final Version THIRD = new Version(
            "3",
            Availability::reasonsAgainstNow,
            Policy::learnedProbability,
            VariedContent::suggested,
            Explanation::receipt);

    private static final List<Version> ALL = List.of(FIRST, SECOND, THIRD);

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
        return ALL.getLast().decide(inputs, member, key, tzdata);
    }

    /** What stands against a nudge under the version that decides; empty where a draw does. */
    static List<Reason> against(Inputs inputs) {
        return ALL.getLast().against().apply(inputs);
    }

    /** The receipt that these inputs lead to under a version: what a stored one must equal, byte for byte. */
    public static Optional<Receipt> receipt(String version, Inputs inputs, MemberId member, Draw key, String tzdata) {
        return ALL.stream()
                .filter(each -> each.name().equals(version))
                .findFirst()
                .map(each -> each.decide(inputs, member, key, tzdata).receipt());
    }

    /**
     * What a receipt of a version says in the language of these inputs; empty for a version that has one language alone, or
     * that is not known here.
     */
    static Optional<String> text(String version, Inputs inputs, Receipt receipt) {
        return ALL.stream()
                .filter(each -> each.name().equals(version) && !version.equals(FIRST.name()))
                .findFirst()
                .map(each -> each.wording()
                        .of(
                                inputs,
                                receipt.reasons(),
                                receipt.action() == Receipt.Action.SENT
                                        ? each.content().apply(inputs).map(Version.Suggested::content)
                                        : Optional.empty()));
    }
}
