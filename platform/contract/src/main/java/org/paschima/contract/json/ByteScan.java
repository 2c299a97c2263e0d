package org.paschima.contract.json;

import java.nio.charset.StandardCharsets;

/**
 * Where a {@link ByteCursor} is in the bytes, and the pieces that values are made of: blanks, texts, digits. It is one object
 * with the cursor, and not one beside it, since each byte of a write passes here.
 */
abstract sealed class ByteScan permits ByteCursor {

    private static final int MOST_EXACT_DIGITS = 15; // with so many a long, a double and a power of ten are exact
    private static final int MOST_DIGITS = 18;
    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    final byte[] bytes;
    int at;
    int textFrom;
    int textTo;
    boolean isLost;

    ByteScan(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean isLost() {
        return isLost;
    }

    /** Gives up: what is there is not what this can read. */
    public void lose() {
        isLost = true;
    }

    /** The number from {@code from} whose point is here. */
    final double withFraction(int from, long whole) {
        int wholeDigits = at - from;
        int first = ++at;
        long all = whole;
        while (isDigit(peek())) {
            all = 10 * all + bytes[at++] - '0';
        }
        int places = at - first;
        if (places == 0 || places > MOST_DIGITS) {
            lose();
            return 0;
        }
        return wholeDigits + places <= MOST_EXACT_DIGITS
                ? all / POWERS_OF_TEN[places] // both are exact, so this is the double nearest to what is written
                : Double.parseDouble(new String(bytes, from, at - from, StandardCharsets.ISO_8859_1));
    }

    final boolean passMinus() {
        boolean isNegative = next() == '-';
        if (isNegative) {
            at++;
        }
        return isNegative;
    }

    /** The digits from {@code from} on: at least one, and none in front that is 0. */
    final long digits(int from) {
        while (isDigit(peek())) {
            at++;
        }
        int count = at - from;
        if (isLost || count == 0 || count > MOST_DIGITS || (count > 1 && bytes[from] == '0')) {
            lose();
            return 0;
        }
        long value = 0;
        for (int i = from; i < at; i++) {
            value = 10 * value + bytes[i] - '0';
        }
        return value;
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    static boolean isPartOfNumber(int b) {
        return isDigit(b) || b == '.' || b == 'e' || b == 'E';
    }

    /** Passes over a text and notes where its characters are. */
    final boolean passText() {
        expect('"');
        int end = at;
        while (end < bytes.length && isPlain(bytes[end])) {
            end++;
        }
        textFrom = at;
        textTo = end;
        at = end;
        if (peek() != '"') {
            lose();
        }
        at++;
        return !isLost;
    }

    /** Neither an end of the text, nor an escape, nor a control character, nor (negative) beyond ASCII. */
    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }

    final void expect(char c) {
        if (next() != c) {
            lose();
        }
        at++;
    }

    /** The next byte that is no blank; 0 at the end. */
    final int next() {
        while (at < bytes.length && isBlank(bytes[at])) {
            at++;
        }
        return peek();
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    final int peek() {
        return !isLost && at < bytes.length ? bytes[at] : 0;
    }
}
