package org.paschima.session.http;

import java.io.ByteArrayOutputStream;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;

/**
 * Cuts an export, or a page of records, that comes in pieces into its records: the elements of {@code records} or
 * {@code items}. No more than one value is held. Only brackets and strings are told apart here; each value is read strictly
 * by who gets it. Confined to one thread.
 */
final class ExportSplitter {

    /** What is found. A value that was longer than may be held is told as empty. */
    interface Finder {
        void member(String member);

        void record(byte[] json);

        void otherPart(String name);
    }

    private enum Step {
        START,
        NAME_OR_END,
        NAME,
        COLON,
        VALUE,
        AFTER_VALUE,
        ELEMENT_OR_END,
        ELEMENT,
        AFTER_ELEMENT,
        END
    }

    private static final int LONGEST_OTHER = 2_048;

    private final int longest;
    private final Finder finder;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private Step step = Step.START;
    private String name = "";
    private int depth;
    private boolean isInString;
    private boolean isEscaped;
    private boolean isTooLong;
    private boolean isRecordsSeen;
    private int marks;

    ExportSplitter(int longest, Finder finder) {
        this.longest = longest;
        this.finder = finder;
    }

    /** Whether all of it was there, with records in it. */
    boolean isWhole() {
        return step == Step.END && isRecordsSeen;
    }

    void take(byte[] piece) throws MalformedJsonException {
        for (byte b : piece) {
            take(b);
        }
    }

    private void take(byte b) throws MalformedJsonException {
        boolean isBlank = b == ' ' || b == '\t' || b == '\n' || b == '\r';
        switch (step) {
            case NAME -> inName(b);
            case VALUE -> inValue(b, isBlank);
            case ELEMENT -> inElement(b, isBlank);
            case START, NAME_OR_END, COLON, AFTER_VALUE, ELEMENT_OR_END, AFTER_ELEMENT, END -> {
                if (!isBlank) {
                    between(b);
                }
            }
        }
    }

    private void between(byte b) throws MalformedJsonException {
        switch (step) {
            case START -> {
                if (marks < 3 && b == (byte) (marks == 0 ? 0xEF : marks == 1 ? 0xBB : 0xBF)) {
                    marks++;
                } else {
                    expect(b == '{', Step.NAME_OR_END);
                }
            }
            case NAME_OR_END -> {
                if (b == '}') {
                    step = Step.END;
                } else {
                    expect(b == '"', Step.NAME);
                    keep(b);
                }
            }
            case COLON -> expect(b == ':', Step.VALUE);
            case AFTER_VALUE -> expect(b == ',' || b == '}', b == ',' ? Step.NAME_OR_END : Step.END);
            case ELEMENT_OR_END -> {
                if (b == ']') {
                    step = Step.AFTER_VALUE;
                } else {
                    step = Step.ELEMENT;
                    inElement(b, false);
                }
            }
            case AFTER_ELEMENT -> {
                if (b == ']') {
                    step = Step.AFTER_VALUE;
                } else {
                    expect(b == ',', Step.ELEMENT);
                }
            }
            case END -> throw new MalformedJsonException("there is more after the JSON value");
            case NAME, VALUE, ELEMENT -> throw new IllegalStateException("these are read byte by byte");
        }
    }

    private void expect(boolean isRight, Step next) throws MalformedJsonException {
        if (!isRight) {
            throw new MalformedJsonException("the JSON is malformed");
        }
        step = next;
    }

    private void inName(byte b) throws MalformedJsonException {
        keep(b);
        if (isEscaped) {
            isEscaped = false;
        } else if (b == '\\') {
            isEscaped = true;
        } else if (b == '"') {
            if (isTooLong || !(JsonReader.read(given()) instanceof Json.Str(var text))) {
                throw new MalformedJsonException("a field name is too long");
            }
            name = text;
            step = Step.COLON;
        }
    }

    private boolean isOfRecords() {
        return name.equals("records") || name.equals("items");
    }

    private void inValue(byte b, boolean isBlank) throws MalformedJsonException {
        if (held.size() == 0 && !isTooLong) {
            if (isBlank) {
                return;
            }
            if (b == '[' && isOfRecords()) {
                isRecordsSeen = true;
                step = Step.ELEMENT_OR_END;
                return;
            }
        }
        if (isEndOfBareValue(b, isBlank)) {
            endOfValue();
            if (!isBlank) {
                between(b);
            }
        } else if (isLastOfValue(b)) {
            endOfValue();
        }
    }

    private void endOfValue() throws MalformedJsonException {
        boolean wasTooLong = isTooLong;
        var value = given();
        step = Step.AFTER_VALUE;
        if (name.equals("member")) {
            if (wasTooLong || !(JsonReader.read(value) instanceof Json.Str(var text))) {
                throw new MalformedJsonException("member must be a string");
            }
            finder.member(text);
        } else {
            finder.otherPart(name);
        }
    }

    private void inElement(byte b, boolean isBlank) throws MalformedJsonException {
        if (held.size() == 0 && !isTooLong && isBlank) {
            return;
        }
        if (isEndOfBareValue(b, isBlank)) {
            endOfElement();
            if (!isBlank) {
                between(b);
            }
        } else if (isLastOfValue(b)) {
            endOfElement();
        }
    }

    private void endOfElement() {
        boolean wasTooLong = isTooLong;
        var value = given();
        step = Step.AFTER_ELEMENT;
        finder.record(wasTooLong ? new byte[0] : value);
    }

    /** Whether a value that is no object, array or string ended before this byte. */
    private boolean isEndOfBareValue(byte b, boolean isBlank) {
        return depth == 0 && !isInString && (isBlank || b == ',' || b == ']' || b == '}');
    }

    /** Keeps the byte, and tells whether it is the last of an object, array or string. */
    private boolean isLastOfValue(byte b) {
        keep(b);
        if (isInString) {
            if (isEscaped) {
                isEscaped = false;
            } else if (b == '\\') {
                isEscaped = true;
            } else if (b == '"') {
                isInString = false;
                return depth == 0;
            }
            return false;
        }
        switch (b) {
            case '"' -> isInString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> {
                depth--;
                return depth == 0;
            }
            default -> {
                return false;
            }
        }
        return false;
    }

    private void keep(byte b) {
        if (isTooLong || held.size() >= (step == Step.ELEMENT ? longest : LONGEST_OTHER)) {
            isTooLong = true;
            held.reset();
        } else {
            held.write(b);
        }
    }

    private byte[] given() {
        var bytes = held.toByteArray();
        held.reset();
        isTooLong = false;
        return bytes;
    }
}
