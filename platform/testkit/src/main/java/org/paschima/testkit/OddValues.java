package org.paschima.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Values of a parameter that nobody means: odd, too great, forged, or of another form. */
final class OddValues {

    static final List<String> ALONE = List.of(
            "",
            " ",
            "+",
            "%",
            "%zz",
            "\u0000",
            "\u202e",
            "\ud83d\udca5",
            "\u0663",
            "0",
            "-0",
            "-1",
            "+1",
            "1.5",
            "1e309",
            "NaN",
            "0x10",
            "1_000",
            "2147483647",
            "2147483648",
            "9007199254740991",
            "9223372036854775807",
            "9223372036854775808",
            "null",
            "true",
            "[]",
            "{}",
            "{\"$gt\": \"\"}",
            "'\"<",
            "../../etc/passwd",
            "..",
            "a".repeat(3_000),
            "0000-01-01",
            "0001-01-01",
            "1999-12-30",
            "1999-12-31",
            "2026-02-30",
            "9999-12-30",
            "9999-12-31",
            "10000-01-01",
            "+999999999-12-31",
            "-999999999-01-01",
            "0000-01-01T00:00:00Z",
            "0000-01-01T00:00:00+18:00",
            "1999-12-31T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "2026-03-02T18:00:00",
            "9999-12-31T23:59:59.999999999-18:00",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "0:0",
            "0:-1",
            "0:-2",
            ":",
            "app:r-1",
            "a:b:c",
            "0:999999999999999999",
            "0:9223372036854775807",
            "999999999:1",
            "2147483648:1");

    /** What cursors of any kind may be made of. */
    private static final List<String> PIECES = List.of(
            "",
            "x",
            "-1",
            "0",
            "9223372036854775807",
            "2026-03-02",
            "9999-12-31",
            "+999999999-12-31",
            "1970-01-01T00:00:00Z",
            "+292278994-08-17T07:12:55.807Z",
            "+292278994-08-17T07:12:55.808Z",
            "-292275055-05-16T16:47:04.192Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "\u0000");

    private static final List<String> SEPARATORS = List.of("|", "/", ":", " ", ",", "\n", "");

    private final Random random;

    OddValues(Random random) {
        this.random = random;
    }

    /** A value of each kind, and cursors made up of pieces that they may have. */
    List<String> ofParameters() {
        var values = new ArrayList<>(ALONE);
        for (int i = 0; i < 16; i++) {
            var text = new StringBuilder(piece());
            for (int more = random.nextInt(3); more > 0; more--) {
                text.append(SEPARATORS.get(random.nextInt(SEPARATORS.size()))).append(piece());
            }
            values.add(Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return values;
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }
}
