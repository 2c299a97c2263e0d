package org.paschima.http;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonWriter;

/**
 * A JSON value that is made byte by byte, to be written with {@code writeRawValue}: of an answer that has tens of thousands of
 * alike ones, the generator would look at each name and each comma anew. All of it is ASCII, and nothing is quoted: whoever
 * appends sees to it. Numbers are as {@link JsonWriter#number} writes them. Used again after {@link #clear}, by one thread.
 */
public final class JsonText implements SerializableString {

    private static final int USUAL = 512;
    private static final int LONGEST_NUMBER = 32;
    private static final int DATE = 10;
    private static final int TEN = 10;
    private static final int HUNDRED = 100;
    private static final int LAST_YEAR = 9999;

    private byte[] bytes = new byte[USUAL];
    private int length;

    /** Begins anew. */
    public JsonText clear() {
        length = 0;
        return this;
    }

    /** Names, punctuation, and other constants. */
    public JsonText ascii(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    public JsonText ascii(char character) {
        room(1);
        bytes[length++] = (byte) character;
        return this;
    }

    public JsonText ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** A day as {@code 2026-03-02}, without quotes. */
    public JsonText date(LocalDate date) {
        int year = date.getYear();
        if (year < 1000 || year > LAST_YEAR) {
            return ascii(date.toString());
        }
        room(DATE);
        pair(year / 100);
        pair(year % 100);
        bytes[length++] = '-';
        pair(date.getMonthValue());
        bytes[length++] = '-';
        pair(date.getDayOfMonth());
        return this;
    }

    private void pair(int number) {
        bytes[length++] = (byte) ('0' + number / TEN);
        bytes[length++] = (byte) ('0' + number % TEN);
    }

    /** 5 for 5.0, and 46.5 for 46.5; what is no number in quotes. */
    public JsonText number(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= Json.MAX_SAFE_INTEGER) {
            return number((long) value);
        }
        var text = Double.toString(value);
        return Double.isFinite(value) ? ascii(text) : ascii('"').ascii(text).ascii('"');
    }

    /** Rounded to the nearest hundredth: 5, 5.1, 5.12; what is too great for hundredths as it is. */
    public JsonText hundredths(double value) {
        double hundredths = value * HUNDRED;
        if (!(Math.abs(hundredths) <= Json.MAX_SAFE_INTEGER)) {
            return number(value);
        }
        long rounded = Math.round(hundredths);
        if (rounded < 0) {
            ascii('-');
        }
        long whole = Math.abs(rounded);
        number(whole / HUNDRED);
        int rest = (int) (whole % HUNDRED);
        if (rest > 0) {
            ascii('.').ascii((char) ('0' + rest / TEN));
            if (rest % TEN > 0) {
                ascii((char) ('0' + rest % TEN));
            }
        }
        return this;
    }

    public JsonText number(long value) {
        if (value >= 0 && value < TEN) {
            return ascii((char) ('0' + value)); // nearly always
        }
        if (value < 0) {
            return ascii(Long.toString(value));
        }
        room(LONGEST_NUMBER);
        int digits = 1;
        for (long rest = value / TEN; rest > 0; rest /= TEN) {
            digits++;
        }
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % TEN);
            rest /= TEN;
        }
        length += digits;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + more));
        }
    }

    @Override
    public String getValue() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    @Override
    public int charLength() {
        return length;
    }

    @Override
    public byte[] asUnquotedUTF8() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public int appendUnquotedUTF8(byte[] buffer, int offset) {
        if (length > buffer.length - offset) {
            return -1;
        }
        System.arraycopy(bytes, 0, buffer, offset, length);
        return length;
    }

    @Override
    public int appendUnquoted(char[] buffer, int offset) {
        if (length > buffer.length - offset) {
            return -1;
        }
        getValue().getChars(0, length, buffer, offset);
        return length;
    }

    @Override
    public int writeUnquotedUTF8(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        return length;
    }

    @Override
    public int putUnquotedUTF8(ByteBuffer buffer) {
        if (length > buffer.remaining()) {
            return -1;
        }
        buffer.put(bytes, 0, length);
        return length;
    }

    @Override
    public char[] asQuotedChars() {
        return quoted().asQuotedChars();
    }

    @Override
    public byte[] asQuotedUTF8() {
        return quoted().asQuotedUTF8();
    }

    @Override
    public int appendQuotedUTF8(byte[] buffer, int offset) {
        return quoted().appendQuotedUTF8(buffer, offset);
    }

    @Override
    public int appendQuoted(char[] buffer, int offset) {
        return quoted().appendQuoted(buffer, offset);
    }

    @Override
    public int writeQuotedUTF8(OutputStream out) throws IOException {
        return quoted().writeQuotedUTF8(out);
    }

    @Override
    public int putQuotedUTF8(ByteBuffer out) throws IOException {
        return quoted().putQuotedUTF8(out);
    }

    /** For who writes it as a text and not as the value that it is. */
    private SerializedString quoted() {
        return new SerializedString(getValue());
    }
}
