package org.paschima.bench.evaluation;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param where the scenario or the members it is of
 * @param target in words; empty when there is none
 * @param met empty without a target
 * @param baseline what the simplest rule gives instead; empty when there is none
 * @param of how many it is of
 */
public record Row(String what, String where, String found, String target, String met, String baseline, int of) {

    static Row atMost(String what, String where, Share share, double target, String baseline) {
        return new Row(
                what,
                where,
                share.toString(),
                "≤ " + number(target),
                met(share.value() - target, share),
                baseline,
                share.of());
    }

    static Row atLeast(String what, String where, Share share, double target, String baseline) {
        return new Row(
                what,
                where,
                share.toString(),
                "≥ " + number(target),
                met(target - share.value(), share),
                baseline,
                share.of());
    }

    static Row within(String what, String where, Share share, double low, double high, String baseline) {
        return new Row(
                what,
                where,
                share.toString(),
                number(low) + "–" + number(high),
                met(Math.max(low - share.value(), share.value() - high), share),
                baseline,
                share.of());
    }

    static Row none(String what, String where, int violations, int of) {
        return new Row(what, where, Integer.toString(violations), "0", violations == 0 ? "yes" : "**no**", "", of);
    }

    static Row plain(String what, String where, Object found, String baseline, int of) {
        return new Row(what, where, found.toString(), "", "", baseline, of);
    }

    /** A miss by no more than its Monte-Carlo error is named as such. */
    private static String met(double missedBy, Share share) {
        return missedBy <= 0 ? "yes" : missedBy <= share.error() ? "within error" : "**no**";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** As a row of a Markdown table. */
    String markdown() {
        return "| " + what + " | " + where + " | " + found + " | " + target + " | "
                + met + " | " + baseline + " | "
                + String.format(Locale.ROOT, "%,d", of) + " |";
    }
}
