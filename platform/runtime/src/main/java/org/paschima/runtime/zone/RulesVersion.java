package org.paschima.runtime.zone;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A version of the time zone database, such as 2026c: the year, and a letter that counts the year's releases. */
record RulesVersion(int year, String letters, String text) implements Comparable<RulesVersion> {

    private static final Pattern FORM = Pattern.compile("((?:19|20|21)\\d{2})([a-z]{1,2})(?:[-+.][0-9A-Za-z.+-]*)?");
    private static final Comparator<RulesVersion> BY_TIME = Comparator.comparingInt(RulesVersion::year)
            .thenComparingInt(version -> version.letters().length())
            .thenComparing(RulesVersion::letters);

    static Optional<RulesVersion> parse(String text) {
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new RulesVersion(Integer.parseInt(form.group(1)), form.group(2), text))
                : Optional.empty();
    }

    /**
     * When it was released, at the earliest: no file says it, so the first release of a year counts from January, the
     * second from February, and so on. That has rarely been too late by days and often too early by months.
     */
    Instant releasedFrom() {
        int month = letters.length() > 1 ? 12 : Math.min(12, letters.charAt(0) - 'a' + 1);
        return LocalDate.of(year, month, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    @Override
    public int compareTo(RulesVersion other) {
        return BY_TIME.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
