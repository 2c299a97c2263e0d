package org.paschima.insight.wording;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.insight.domain.change.Claim;
import org.paschima.insight.domain.change.DayMeans;
import org.paschima.insight.domain.change.Direction;
import org.paschima.insight.domain.change.Look;
import org.paschima.insight.domain.change.Tier;
import org.paschima.insight.domain.change.Verdict;
import org.paschima.insight.domain.change.Welch;

/** Verdicts and claims in plain words (domain.md §2.9, §5.3). */
public final class ChangeWords {

    private ChangeWords() {}

    /** What may be said of a verdict: tentatively after one look, as a finding after two. */
    public static Sentence of(String region, Verdict verdict, Tier tier) {
        boolean isEstablished = tier == Tier.ESTABLISHED;
        var template = switch (verdict.conclusion()) {
            case NOT_ENOUGH_DATA -> tooLittle(verdict);
            case NO_CLEAR_CHANGE -> Template.CHANGE_NO_CLEAR_CHANGE;
            case IMPROVING_SMALL -> Template.CHANGE_IMPROVING_SMALL;
            case IMPROVING_MEANINGFUL ->
                isEstablished ? Template.CHANGE_IMPROVING_MEANINGFUL_ESTABLISHED : Template.CHANGE_IMPROVING_MEANINGFUL;
            case IMPROVING_MEANINGFUL_CONFIDENT ->
                isEstablished ? Template.CHANGE_IMPROVING_CONFIDENT_ESTABLISHED : Template.CHANGE_IMPROVING_CONFIDENT;
            case WORSENING_SMALL -> Template.CHANGE_WORSENING_SMALL;
            case WORSENING_MEANINGFUL ->
                isEstablished ? Template.CHANGE_WORSENING_MEANINGFUL_ESTABLISHED : Template.CHANGE_WORSENING_MEANINGFUL;
            case WORSENING_MEANINGFUL_CONFIDENT ->
                isEstablished ? Template.CHANGE_WORSENING_CONFIDENT_ESTABLISHED : Template.CHANGE_WORSENING_CONFIDENT;
        };
        return Sentence.of(template, values(region, verdict));
    }

    /** Who reports every day, but at other hours than before, is not told that days with reports are missing. */
    private static Template tooLittle(Verdict verdict) {
        return verdict.adjustment() == DayMeans.Adjustment.COMMON_HOURS
                ? Template.CHANGE_NOT_ENOUGH_COMMON_HOURS
                : Template.CHANGE_NOT_ENOUGH_DATA;
    }

    /** What may be said after the last of the looks: the claim that stands, or that one fell, or what the last look found. */
    public static Sentence of(String region, Claim claim, Look last) {
        var basis = claim.basis();
        if (claim.tier() == Tier.ESTABLISHED && basis.isPresent()) {
            var values = values(region, basis.get().verdict());
            values.put("week", basis.get().week().label());
            values.put("since", claim.since().orElseThrow().label());
            boolean isLower = claim.direction().equals(Optional.of(Direction.IMPROVING));
            return Sentence.of(isLower ? Template.CLAIM_LOWER : Template.CLAIM_HIGHER, values);
        }
        if (claim.isWithdrawn() && claim.tier() == Tier.NONE) {
            var values = values(region, last.verdict());
            values.put("week", last.week().label());
            return Sentence.of(Template.CLAIM_WITHDRAWN, values);
        }
        return of(region, last.verdict(), claim.tier());
    }

    private static SortedMap<String, String> values(String region, Verdict verdict) {
        var values = new TreeMap<String, String>();
        values.put("where", Words.where(region));
        values.put("days", Integer.toString(verdict.days()));
        values.put("firstDays", Integer.toString(verdict.first().days()));
        values.put("secondDays", Integer.toString(verdict.second().days()));
        values.put("halfDays", Integer.toString(verdict.window().days() / 2));
        values.put("leastDays", Integer.toString(Welch.LEAST_DAYS));
        verdict.first().mean().ifPresent(mean -> values.put("first", Words.rating(mean)));
        verdict.second().mean().ifPresent(mean -> values.put("second", Words.rating(mean)));
        verdict.found().ifPresent(found -> {
            double low = Math.abs(found.low());
            double high = Math.abs(found.high());
            values.put("change", Words.points(Math.abs(found.change())));
            values.put("low", Words.points(Math.min(low, high)));
            values.put("high", Words.points(Math.max(low, high)));
            values.put("lowSigned", signed(found.low()));
            values.put("highSigned", signed(found.high()));
        });
        return values;
    }

    private static String signed(double value) {
        return Words.points(Math.abs(value)) + (value < 0 ? " points lower" : " points higher");
    }
}
