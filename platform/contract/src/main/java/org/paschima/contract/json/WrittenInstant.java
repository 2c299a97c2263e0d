package org.paschima.contract.json;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Instants as people's programs write them: RFC 3339, and what differs from it in looks alone. A blank for the T (Python,
 * SQL, Apple's health export), no seconds (Java writes none when they are 0), an offset without its colon or its minutes
 * ({@code +0200}, {@code +02}) each name the same one instant.
 */
public final class WrittenInstant {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d)(:\\d\\d(?:\\.\\d{1,9})?)?( ?)(?:([Zz])|([+-]\\d\\d)(?::?(\\d\\d))?)");

    private WrittenInstant() {}

    /**
     * The instant, or null if the text is not of a form that is read.
     *
     * @throws DateTimeException if it is, but there is no such date, time or offset
     */
    public static @Nullable OffsetDateTime parse(String text) {
        var strict = Rfc3339.parse(text);
        if (strict != null) {
            return strict;
        }
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        var seconds = parts.group(3) == null ? ":00" : parts.group(3);
        var minutes = parts.group(7) == null ? "00" : parts.group(7);
        var offset = parts.group(5) == null ? parts.group(6) + ":" + minutes : "Z";
        return Rfc3339.parse(parts.group(1) + "T" + parts.group(2) + seconds + offset);
    }
}
