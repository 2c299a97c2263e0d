package org.paschima.insight.wording;

import java.util.Locale;
import java.util.TreeMap;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Cue;
import org.paschima.contract.catalog.PosePractice;
import org.paschima.insight.domain.helps.Credit;
import org.paschima.insight.domain.helps.Helps;

/** What helps, in plain words (domain.md §3 "Words allowed", §5.3): of reports, so far, and never that anything is due to it. */
public final class HelpsWords {

    private HelpsWords() {}

    public static Sentence of(Credit by, Helps.Item item) {
        var values = new TreeMap<String, String>();
        values.put("what", what(by, item.id()));
        values.put("pairs", Integer.toString(item.pairs()));
        values.put("days", Integer.toString(item.days()));
        values.put("change", Words.points(Math.abs(item.shrunk())));
        values.put("low", signed(item.low()));
        values.put("high", signed(item.high()));
        return Sentence.of(template(item), values);
    }

    private static Template template(Helps.Item item) {
        return switch (item.words()) {
            case NOT_ENOUGH_YET -> Template.HELPS_NOT_ENOUGH_YET;
            case LARGEST_DROP_SO_FAR -> Template.HELPS_LARGEST_DROP_SO_FAR;
            case EARLY_SIGN -> {
                if (item.high() < 0) {
                    yield Template.HELPS_EARLY_SIGN_LOWER;
                }
                yield item.low() > 0 ? Template.HELPS_EARLY_SIGN_HIGHER : Template.HELPS_EARLY_SIGN_UNCLEAR;
            }
        };
    }

    /** As the catalogue calls it. */
    public static String what(Credit by, String id) {
        return switch (by) {
            case PRACTICE -> Catalog.v1().practice(id).map(PosePractice::label).orElse(id);
            case CUE -> Catalog.v1().cue(id).map(Cue::label).orElse(id);
        };
    }

    static String signed(double change) {
        return String.format(Locale.ROOT, "%.1f %s", Math.abs(change), change < 0 ? "lower" : "higher");
    }
}
