package org.paschima.insight.mongo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PieceWriter} wrote, in the same order. */
final class PieceReader {

    private static final int GROUP = 7;
    private static final int MORE = 0x80;
    private static final int OCTET = 0xff;

    private final byte[] bytes;
    private int at;
    private final int end;

    PieceReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** The bytes from one place to before the other. */
    PieceReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    int octet() {
        if (at >= end) {
            throw new IllegalStateException("what is stored ends too early");
        }
        return bytes[at++] & OCTET;
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += GROUP) {
            int group = octet();
            value |= (long) (group & (MORE - 1)) << shift;
            if (group < MORE) {
                return value;
            }
        }
    }

    int count() {
        return Math.toIntExact(number());
    }

    long signed() {
        long folded = number();
        return (folded >>> 1) ^ -(folded & 1);
    }

    double exact() {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bits |= (long) octet() << shift;
        }
        return Double.longBitsToDouble(bits);
    }

    String text() {
        int begin = skipText();
        return new String(bytes, begin, at - begin, StandardCharsets.UTF_8);
    }

    @Nullable
    String textOrNull() {
        return octet() == 0 ? null : text();
    }

    /** Whether the text that comes next, and still does, has these bytes. */
    boolean isNextText(byte[] expected) {
        int before = at;
        int begin = skipText();
        boolean isEqual = Arrays.equals(bytes, begin, at, expected, 0, expected.length);
        at = before;
        return isEqual;
    }

    /** The text that comes next, which still comes next. */
    String peekText() {
        return copy().text();
    }

    /** Reads the same from here on, by itself. */
    PieceReader copy() {
        return new PieceReader(bytes, at, end);
    }

    /** Passes over a text and gives where its bytes begin. */
    int skipText() {
        int length = count();
        int begin = at;
        if (length < 0 || length > end - at) {
            throw new IllegalStateException("what is stored ends too early");
        }
        at += length;
        return begin;
    }
}
