package org.paschima.contract.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.GivenSeeds;

class Rfc3339Test {

    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    /** What the JDK says of it. */
    private static final DateTimeFormatter REFERENCE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_OFFSET_DATE_TIME)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    static LongStream seeds() {
        return GivenSeeds.first(40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void texts_are_read_as_the_formatter_reads_them(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var text = text(random);

            assertThat(read(text)).as(text).isEqualTo(expected(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T10:00:00Z",
                "2024-02-29T10:00:00Z",
                "2026-02-29T10:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-06-30T23:59:60Z",
                "2026-01-01T00:00:00+18:00",
                "2026-01-01T00:00:00+18:01",
                "2026-01-01T00:00:00+01:60",
                "2026-01-01T00:00:00-00:00",
                "0000-01-01T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-01t00:00:00z",
                "2026-01-01 00:00:00Z",
                "2026-01-01T00:00:00",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00.0123456789Z",
                "2026-01-01T00:00:00.012345678Z",
                "2026-01-01T00:00:00.5+05:45",
                "2026-01-01T00:00Z",
                "",
                "Z",
                "2026-01-01T00:00:00+0100",
                "2026-01-01T00:00:00+01:00:00",
                "\u0662026-01-01T00:00:00Z",
                "202\u0666-01-01T00:00:00Z",
                "2026-01-01T00:00:00ZZ",
                "2026-01-01T00:00:00."
            })
    void edges_are_read_as_the_formatter_reads_them(String text) {
        assertThat(read(text)).isEqualTo(expected(text));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void instants_are_written_as_the_formatter_writes_them(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var second = random.nextLong(-62_135_596_800L, 253_402_300_800L);
            var nano = random.nextBoolean() ? 0 : random.nextInt(1_000_000_000);
            var time = OffsetDateTime.ofInstant(
                    java.time.Instant.ofEpochSecond(second, nano),
                    ZoneOffset.ofTotalSeconds(random.nextInt(-72, 73) * 900));

            assertThat(Rfc3339.format(time)).isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
            assertThat(Rfc3339.parse(Rfc3339.format(time))).isEqualTo(time);
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder("%04d-%02d-%02dT%02d:%02d:%02d"
                .formatted(
                        random.nextInt(10_000),
                        random.nextInt(14),
                        random.nextInt(33),
                        random.nextInt(25),
                        random.nextInt(61),
                        random.nextInt(61)));
        if (random.nextBoolean()) {
            text.append('.').append(Integer.toString(random.nextInt(1_000_000_000)), 0, 1);
        }
        text.append(random.nextInt(3) == 0 ? "Z" : "%+03d:%02d".formatted(random.nextInt(-19, 20), random.nextInt(61)));
        if (random.nextInt(4) == 0) {
            text.setCharAt(random.nextInt(text.length()), "0:-+.Tz 9".charAt(random.nextInt(9)));
        }
        return text.toString();
    }

    private static @Nullable Object read(String text) {
        try {
            return Rfc3339.parse(text);
        } catch (DateTimeException _) {
            return "none such";
        }
    }

    private static @Nullable Object expected(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text, REFERENCE);
        } catch (DateTimeException _) {
            return "none such";
        }
    }
}
