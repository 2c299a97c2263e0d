package org.paschima.localstack;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long a token holds: {@code 90s}, {@code 30m}, {@code 12h}, {@code 7d} or ISO-8601. */
final class HoldsFor implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        var upper = text.toUpperCase(Locale.ROOT);
        try {
            var duration = upper.startsWith("P")
                    ? Duration.parse(upper)
                    : Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // said below
        }
        throw new TypeConversionException("it must be a duration above zero, as 90s, 30m, 12h, 7d or PT12H");
    }
}
