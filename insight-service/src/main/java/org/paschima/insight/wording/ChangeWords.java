package org.paschima.insight.wording;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.Language;
import org.paschima.insight.domain.change.Claim;
import org.paschima.insight.domain.change.DayMeans;
import org.paschima.insight.domain.change.Direction;
import org.paschima.insight.domain.change.Look;
import org.paschima.insight.domain.change.Tier;
import org.paschima.insight.domain.change.Verdict;
import org.paschima.insight.domain.statistics.Welch;

/** Verdicts and claims in plain words (domain.md §2.9, §5.3). */
public final class ChangeWords {

    /** The smallest change that people notice (domain.md §1.1). */
    private static final double LEAST_NOTICED = 1;

    /** Tension that calls for a look when it stays (domain.md §5.1). */
    private static final double HIGH = 5;

    /** Of the days of a window: with more of them, more reports would hardly help. */
    private static final double MANY_DAYS = 0.75;

    private ChangeWords() {}

    /** As {@link #of(Language, String, Set, Verdict, Tier)}, where it is not known which regions the member rates. */
    public static Sentence of(Language language, String region, Verdict verdict, Tier tier) {
        return of(language, region, Set.of(), verdict, tier);
    }

    /**
     * What may be said of a verdict: tentatively after one look, as a finding after two.
     *
     * @param rated of the primary index, the regions that the member rates
     */
    public static Sentence of(Language language, String region, Set<String> rated, Verdict verdict, Tier tier) {
        boolean isEstablished = tier == Tier.ESTABLISHED;
        var template = switch (verdict.conclusion()) {
            case NOT_ENOUGH_DATA -> tooLittle(verdict);
            case NO_CLEAR_CHANGE -> noClearChange(verdict);
            case IMPROVING_SMALL ->
                isNoticed(verdict) ? Template.CHANGE_IMPROVING_NOTICED : Template.CHANGE_IMPROVING_SMALL;
            case IMPROVING_MEANINGFUL ->
                isEstablished ? Template.CHANGE_IMPROVING_MEANINGFUL_ESTABLISHED : Template.CHANGE_IMPROVING_MEANINGFUL;
            case IMPROVING_MEANINGFUL_CONFIDENT ->
                isEstablished ? Template.CHANGE_IMPROVING_CONFIDENT_ESTABLISHED : Template.CHANGE_IMPROVING_CONFIDENT;
            case WORSENING_SMALL ->
                isNoticed(verdict) ? Template.CHANGE_WORSENING_NOTICED : Template.CHANGE_WORSENING_SMALL;
            case WORSENING_MEANINGFUL ->
                isEstablished ? Template.CHANGE_WORSENING_MEANINGFUL_ESTABLISHED : Template.CHANGE_WORSENING_MEANINGFUL;
            case WORSENING_MEANINGFUL_CONFIDENT ->
                isEstablished ? Template.CHANGE_WORSENING_CONFIDENT_ESTABLISHED : Template.CHANGE_WORSENING_CONFIDENT;
        };
        return Sentence.of(language, template, values(language, region, rated, verdict));
    }

    /**
     * An interval within a point either way is no uncertainty to speak of. More reports are asked only of whoever left days
     * out, and never of somebody whose tension was high all the time (domain.md §5.1: 5 or more for six weeks).
     */
    private static Template noClearChange(Verdict verdict) {
        boolean isHigh = verdict.first().mean().orElse(0.0) >= HIGH
                && verdict.second().mean().orElse(0.0) >= HIGH;
        boolean isSame = verdict.found()
                .filter(found -> asSaid(found.low()) >= -LEAST_NOTICED && asSaid(found.high()) <= LEAST_NOTICED)
                .isPresent();
        if (isSame) {
            return isHigh ? Template.CHANGE_ABOUT_THE_SAME_HIGH : Template.CHANGE_ABOUT_THE_SAME;
        }
        if (isHigh) {
            return Template.CHANGE_NO_CLEAR_CHANGE_HIGH;
        }
        return verdict.days() < MANY_DAYS * verdict.window().days()
                ? Template.CHANGE_NO_CLEAR_CHANGE
                : Template.CHANGE_NO_CLEAR_CHANGE_MANY_DAYS;
    }

    /** Who reports every day, but at other hours than before, is not told that days with reports are missing. */
    private static Template tooLittle(Verdict verdict) {
        if (verdict.reported() == 0) {
            return Template.CHANGE_NO_REPORTS;
        }
        if (verdict.adjustment() == DayMeans.Adjustment.NONE && verdict.days() < verdict.reported()) {
            return Template.CHANGE_NOT_ENOUGH_ALIKE;
        }
        return verdict.adjustment() == DayMeans.Adjustment.COMMON_HOURS
                ? Template.CHANGE_NOT_ENOUGH_COMMON_HOURS
                : Template.CHANGE_NOT_ENOUGH_DATA;
    }

    /** What may be said after the last of the looks: the claim that stands, or that one fell, or what the last look found. */
    public static Sentence of(Language language, String region, Set<String> rated, Claim claim, Look last) {
        var basis = claim.basis();
        if (claim.tier() == Tier.ESTABLISHED && basis.isPresent()) {
            var words = Words.in(language);
            var values = values(language, region, rated, basis.get().verdict());
            values.put(
                    "since", words.date(claim.since().orElseThrow(), last.week().sunday()));
            last.evidence().recent().ifPresent(recent -> values.put("recent", words.rating(recent)));
            values.put(
                    "lately",
                    words.date(last.week().monday().minusDays(7), last.week().sunday()));
            values.put("lastDay", words.date(last.week().sunday()));
            return Sentence.of(language, standing(claim), values);
        }
        if (claim.isWithdrawn() && claim.tier() == Tier.NONE) {
            return Sentence.of(language, Template.CLAIM_WITHDRAWN, values(language, region, rated, last.verdict()));
        }
        return of(language, region, rated, last.verdict(), claim.tier());
    }

    private static Template standing(Claim claim) {
        if (claim.direction().equals(Optional.of(Direction.IMPROVING))) {
            return claim.hasTurned() ? Template.CLAIM_LOWER_TURNED : Template.CLAIM_LOWER;
        }
        return claim.hasTurned() ? Template.CLAIM_HIGHER_TURNED : Template.CLAIM_HIGHER;
    }

    /** Less than people usually notice is less than a point, as it is said (docs/adr/0022). */
    private static boolean isNoticed(Verdict verdict) {
        return verdict.found()
                .filter(found -> asSaid(Math.abs(found.change())) >= LEAST_NOTICED)
                .isPresent();
    }

    private static double asSaid(double points) {
        return Math.rint(10 * points) / 10;
    }

    private static SortedMap<String, String> values(
            Language language, String region, Set<String> rated, Verdict verdict) {
        var words = Words.in(language);
        var values = new TreeMap<String, String>();
        // What is compared is named, and where nothing is, what is rated.
        values.put("where", words.where(region, verdict.regions().isEmpty() ? rated : Set.copyOf(verdict.regions())));
        values.put("from", words.date(verdict.window().first(), verdict.window().last()));
        values.put("to", words.date(verdict.window().last()));
        values.put("days", Integer.toString(verdict.days()));
        values.put("firstDays", words.count(verdict.first().days()));
        values.put("secondDays", words.count(verdict.second().days()));
        values.put("halfDays", Integer.toString(verdict.window().days() / 2));
        values.put("leastDays", Integer.toString(Welch.LEAST_DAYS));
        verdict.first().mean().ifPresent(mean -> values.put("first", words.rating(mean)));
        verdict.second().mean().ifPresent(mean -> values.put("second", words.rating(mean)));
        verdict.found().ifPresent(found -> {
            double low = Math.abs(found.low());
            double high = Math.abs(found.high());
            values.put("important", words.points(found.minimalImportantChange()));
            values.put("change", words.points(Math.abs(found.change())));
            values.put("low", words.points(Math.min(low, high)));
            values.put("high", words.points(Math.max(low, high)));
            var lowSigned = words.signedPoints(found.low());
            var highSigned = words.signedPoints(found.high());
            values.put("lowSigned", lowSigned);
            values.put("highSigned", highSigned);
            values.put("difference", words.difference(lowSigned, highSigned));
        });
        return values;
    }
}
