package org.paschima.insight.mongo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a string of bytes that only {@link PieceReader} reads: whole numbers in groups of seven bits, the low ones first; of numbers
 * that may be negative the sign in the lowest bit; texts with their length before them.
 */
final class PieceWriter {

    private static final int GROUP = 7;
    private static final int MORE = 0x80;

    private byte[] bytes = new byte[128];
    private int size;

    PieceWriter octet(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) value;
        return this;
    }

    /** Of numbers below 0 ten octets. */
    PieceWriter number(long value) {
        long rest = value;
        while ((rest & -MORE) != 0) {
            octet(((int) rest & (MORE - 1)) | MORE);
            rest >>>= GROUP;
        }
        return octet((int) rest);
    }

    PieceWriter signed(long value) {
        return number((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    /** All bits of it. */
    PieceWriter exact(double value) {
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            octet((int) (bits >>> shift));
        }
        return this;
    }

    PieceWriter text(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        if (size + utf8.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (size + utf8.length));
        }
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        return this;
    }

    /** Null is told from an empty text. */
    PieceWriter textOrNull(@Nullable String text) {
        return text == null ? octet(0) : octet(1).text(text);
    }

    byte[] written() {
        return Arrays.copyOf(bytes, size);
    }
}
