package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.Seeds;

class GunzipTest {

    static LongStream seeds() {
        return Seeds.first(50);
    }

    /** Random contents, in one to three members, fed in random pieces. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_was_packed_is_what_comes_out_however_it_is_cut(long seed) throws Exception {
        var random = new Random(seed);
        var plain = new ByteArrayOutputStream();
        var packed = new ByteArrayOutputStream();
        for (int members = 1 + random.nextInt(3); members > 0; members--) {
            var content = new byte[random.nextInt(60_000)];
            if (random.nextBoolean()) {
                random.nextBytes(content);
            }
            plain.write(content);
            packed.write(packed(content));
        }

        assertThat(unpacked(packed.toByteArray(), random)).isEqualTo(plain.toByteArray());
    }

    @Test
    void every_part_that_a_header_may_have_is_passed_over() throws Exception {
        var packed = packed("text".getBytes(StandardCharsets.UTF_8));
        var body = Arrays.copyOfRange(packed, 10, packed.length);
        var header = new ByteArrayOutputStream();
        header.write(new byte[] {0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3});
        header.write(new byte[] {3, 0, 'a', 'b', 'c'});
        header.write("name\0comment\0".getBytes(StandardCharsets.US_ASCII));
        header.write(new byte[] {1, 2});
        header.write(body);

        assertThat(unpacked(header.toByteArray(), new Random(1))).asString().isEqualTo("text");
    }

    @Test
    void a_checksum_that_does_not_match_is_told() throws Exception {
        var packed = packed("text".getBytes(StandardCharsets.UTF_8));
        packed[packed.length - 8] ^= 1;

        assertThatThrownBy(() -> unpacked(packed, new Random(1))).isInstanceOf(DataFormatException.class);
    }

    private static byte[] packed(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] unpacked(byte[] packed, Random random) throws DataFormatException {
        var out = new ByteArrayOutputStream();
        var piece = new byte[1 + random.nextInt(5_000)];
        try (var gunzip = new Gunzip()) {
            for (int at = 0; at < packed.length; ) {
                int next = Math.min(packed.length, at + 1 + random.nextInt(3_000));
                gunzip.feed(Arrays.copyOfRange(packed, at, next));
                for (int count = gunzip.read(piece); count > 0; count = gunzip.read(piece)) {
                    out.write(piece, 0, count);
                }
                at = next;
            }
            assertThat(gunzip.isWhole()).isTrue();
        }
        return out.toByteArray();
    }
}
