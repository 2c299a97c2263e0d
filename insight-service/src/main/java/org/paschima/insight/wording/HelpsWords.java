package org.paschima.insight.wording;

import java.time.LocalDate;
import java.util.TreeMap;
import org.paschima.contract.Language;
import org.paschima.insight.domain.helps.Credit;
import org.paschima.insight.domain.helps.Helps;
import org.paschima.insight.domain.helps.Reference;

/** What helps, in plain words (domain.md §3 "Words allowed", §5.3): of reports, so far, and never that anything is due to it. */
public final class HelpsWords {

    /** From so many pairs on a sign is no longer early (domain.md §3, "Words allowed"). */
    private static final int EARLY_PAIRS = 10;

    /** The smallest change that people notice (domain.md §1.1). */
    private static final double LEAST_NOTICED = 1;

    private HelpsWords() {}

    /**
     * What may be said of one practice or cue.
     *
     * @param basis what is expected without practice may be named only if something says so
     */
    public static Sentence of(
            Language language, Credit by, Helps.Item item, Reference.Basis basis, LocalDate from, LocalDate to) {
        var around = item.circumstances();
        var words = Words.in(language);
        var values = new TreeMap<String, String>();
        values.put("what", words.what(by, item.id()));
        values.put("when", words.when(from, to));
        values.put("pairs", Integer.toString(item.pairs()));
        values.put("days", Integer.toString(item.days()));
        values.put("before", words.rating(around.before()));
        values.put("after", words.rating(around.before() + item.raw()));
        values.put("change", words.points(Math.abs(item.shrunk())));
        values.put("low", words.signed(item.low()));
        values.put("high", words.signed(item.high()));
        values.put("unrated", Integer.toString(around.missingAfter()));
        values.put("rated", Integer.toString(around.ratedBefore()));
        return Sentence.of(language, template(item, basis != Reference.Basis.NONE), values);
    }

    private static Template template(Helps.Item item, boolean isKnown) {
        return switch (item.words()) {
            case NOT_ENOUGH_YET -> Template.HELPS_NOT_ENOUGH_YET;
            case LARGEST_DROP_SO_FAR ->
                isKnown ? Template.HELPS_LARGEST_DROP_SO_FAR : Template.HELPS_LARGEST_DROP_WITHOUT_COMPARISON;
            case EARLY_SIGN -> isKnown ? compared(item) : alone(item);
        };
    }

    /** What goes up by a point and more is not asked for more of, whatever it would do without practice. */
    private static Template alone(Helps.Item item) {
        return item.pairs() >= EARLY_PAIRS && item.raw() >= LEAST_NOTICED && item.low() > 0
                ? Template.HELPS_HIGHER_WITHOUT_COMPARISON
                : Template.HELPS_WITHOUT_COMPARISON;
    }

    private static Template compared(Helps.Item item) {
        if (item.isLower()) {
            return item.pairs() < EARLY_PAIRS ? Template.HELPS_EARLY_SIGN_LOWER : Template.HELPS_LOWER;
        }
        if (item.low() > 0) {
            return Template.HELPS_EARLY_SIGN_HIGHER;
        }
        if (item.high() >= 0) {
            return Template.HELPS_EARLY_SIGN_UNCLEAR;
        }
        return item.circumstances().missingAfter() > 0 ? Template.HELPS_UNCLEAR_UNRATED : Template.HELPS_UNCLEAR_ALONE;
    }
}
