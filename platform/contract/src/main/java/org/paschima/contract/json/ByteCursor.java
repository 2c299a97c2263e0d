package org.paschima.contract.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Identifiers;

/**
 * Goes once over the bytes of a JSON value whose form is known beforehand, and makes no tree of it.
 *
 * <p>It knows plain JSON only: ASCII without escapes, numbers without exponents, no null, no name twice. Met by anything
 * else, or by what is out of range, it is lost: it reads nothing any more, and what was read is not to be used. So what it
 * reads is what {@link JsonReader} and {@link Fields} read, and whoever is lost asks those. Confined to one thread.
 */
public final class ByteCursor extends ByteScan {

    private static final int DEEPEST = 8;
    private static final int LONGEST_INSTANT = 35;
    private static final int DATE_LENGTH = 10;

    private final long[] namesSeen = new long[DEEPEST];
    private int depth;
    private boolean isFirst;

    public ByteCursor(byte[] bytes) {
        super(bytes);
    }

    /** Whether all was read, and nothing follows. */
    public boolean isAtEnd() {
        return !isLost && depth == 0 && next() == 0 && at == bytes.length;
    }

    public void enterObject() {
        enter('{');
    }

    public void enterArray() {
        enter('[');
    }

    private void enter(char bracket) {
        expect(bracket);
        isFirst = true;
        if (++depth == DEEPEST) {
            depth = 0;
            lose();
        }
        namesSeen[depth] = 0;
    }

    /** The name of the next field of the object, of at most 64 names; null after the last one. */
    public <T> @Nullable T name(Known<T> names) {
        if (!hasMore('}') || !passText()) {
            return null;
        }
        int place = names.place(bytes, textFrom, textTo);
        long bit = 1L << place;
        if (place < 0 || (namesSeen[depth] & bit) != 0) {
            lose();
            return null;
        }
        namesSeen[depth] |= bit;
        expect(':');
        return isLost ? null : names.value(place);
    }

    /** Whether the array has another item, which is then to be read. */
    public boolean hasItem() {
        return hasMore(']');
    }

    private boolean hasMore(char end) {
        if (next() == end) {
            at++;
            depth--;
            isFirst = false;
            return false;
        }
        if (!isFirst) {
            expect(',');
        }
        isFirst = false;
        return !isLost;
    }

    /** The value whose word is here. */
    public <T> @Nullable T word(Known<T> known) {
        if (!passText()) {
            return null;
        }
        var found = known.find(bytes, textFrom, textTo);
        if (found == null) {
            lose();
        }
        return found;
    }

    /** A text of at most so many characters. */
    public @Nullable String text(int most) {
        if (!passText()) {
            return null;
        }
        if (textTo - textFrom > most) {
            lose();
            return null;
        }
        return new String(bytes, textFrom, textTo - textFrom, StandardCharsets.ISO_8859_1);
    }

    public @Nullable String identifier() {
        var text = text(Identifiers.LONGEST);
        if (text != null && !Identifiers.isIdentifier(text)) {
            lose();
            return null;
        }
        return text;
    }

    /** RFC 3339. */
    public @Nullable OffsetDateTime instant() {
        var text = text(LONGEST_INSTANT);
        try {
            var instant = text == null ? null : Rfc3339.parse(text);
            isLost |= instant == null;
            return instant;
        } catch (DateTimeException _) {
            lose();
            return null;
        }
    }

    public @Nullable LocalDate date() {
        var text = text(DATE_LENGTH);
        try {
            var date = text == null ? null : Rfc3339.parseDate(text);
            isLost |= date == null;
            return date;
        } catch (DateTimeException _) {
            lose();
            return null;
        }
    }

    /** {@code HH:mm}. */
    public @Nullable LocalTime wallTime() {
        var text = text(5);
        if (text == null || !WrittenForms.isWallTime(text)) {
            lose();
            return null;
        }
        return LocalTime.of(twoDigits(text, 0), twoDigits(text, 3));
    }

    private static int twoDigits(String text, int from) {
        return 10 * (text.charAt(from) - '0') + text.charAt(from + 1) - '0';
    }

    public @Nullable Boolean bool() {
        boolean value = next() == 't';
        var word = value ? "true" : "false";
        for (int i = 0; i < word.length() && !isLost; i++) {
            if (peek() != word.charAt(i)) {
                lose();
            }
            at++;
        }
        return isLost ? null : (Boolean) value;
    }

    /** A whole number of {@code min} to {@code max}, both included. */
    public @Nullable Integer integer(int min, int max) {
        var number = wholeNumber(min, max);
        return number == null ? null : (Integer) number.intValue();
    }

    public @Nullable Long wholeNumber(long min, long max) {
        boolean isNegative = passMinus();
        long digits = digits(at);
        long value = isNegative ? -digits : digits;
        if (isLost || isPartOfNumber(peek()) || value < min || value > max) {
            lose();
            return null;
        }
        return value;
    }

    /** A number of {@code min} to {@code max}, both included. */
    public @Nullable Double number(double min, double max) {
        boolean isNegative = passMinus();
        int from = at;
        long whole = digits(from);
        double value;
        if (peek() == '.') {
            double absolute = withFraction(from, whole);
            value = isNegative ? -absolute : absolute;
        } else {
            value = isNegative ? -whole : whole; // JSON's -0 is read as 0
        }
        if (isLost || isPartOfNumber(peek()) || !(value >= min && value <= max)) {
            lose();
            return null;
        }
        return value;
    }
}
