package org.paschima.runtime.zone;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One compiled time zone as its file holds it (TZif, RFC 9636): the 64-bit data of version 2 and later, else the 32-bit
 * data of version 1. What cannot be right is refused with the reason.
 */
final class TzifFile {

    private static final int HEADER = 44;
    private static final int RESERVED = 15;
    private static final int MOST = 10_000;
    private static final long LATEST = 253_402_300_799L;
    private static final int LARGEST_OFFSET = 18 * 3600;

    private final long[] transitions;
    private final int[] types;
    private final List<LocalType> localTypes;
    private final String footer;

    private TzifFile(long[] transitions, int[] types, List<LocalType> localTypes, String footer) {
        this.transitions = transitions;
        this.types = types;
        this.localTypes = localTypes;
        this.footer = footer;
    }

    /** How many transitions there are, in ascending order. */
    int size() {
        return transitions.length;
    }

    /** Seconds since 1970 of a transition. */
    long at(int transition) {
        return transitions[transition];
    }

    /** The local type that a transition leads to. */
    LocalType after(int transition) {
        return localTypes.get(types[transition]);
    }

    /** The first of them holds before the first transition. */
    List<LocalType> localTypes() {
        return localTypes;
    }

    /** The POSIX TZ string that holds after the last transition; empty when the file has none. */
    String footer() {
        return footer;
    }

    record LocalType(int offset, boolean isSummer) {}

    private record Header(
            int version, int utIndicators, int stdIndicators, int leaps, int times, int types, int chars) {

        int dataLength(int timeSize) {
            return times * (timeSize + 1) + types * 6 + chars + leaps * (timeSize + 4) + stdIndicators + utIndicators;
        }
    }

    static boolean isTzif(byte[] content) {
        return content.length > 4 && content[0] == 'T' && content[1] == 'Z' && content[2] == 'i' && content[3] == 'f';
    }

    /** Reads a file; throws {@link IllegalArgumentException} with what is wrong. */
    static TzifFile read(byte[] content) {
        if (!isTzif(content)) {
            throw new IllegalArgumentException("is no compiled time zone (TZif)");
        }
        try {
            var in = ByteBuffer.wrap(content);
            var header = header(in);
            if (header.version() == 0) {
                return end(in, data(in, header, Integer.BYTES, ""));
            }
            in.position(in.position() + header.dataLength(Integer.BYTES));
            int data = in.position() + HEADER;
            var wide = header(in);
            var footer = footer(in, data + wide.dataLength(Long.BYTES));
            int end = in.position();
            var file = data(in.position(data), wide, Long.BYTES, footer);
            return end(in.position(end), file);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("is cut off", e);
        }
    }

    private static Header header(ByteBuffer in) {
        if (in.remaining() < HEADER || in.getInt() != 0x545a6966) {
            throw new IllegalArgumentException("is cut off");
        }
        int version = in.get();
        in.position(in.position() + RESERVED);
        var header = new Header(version, count(in), count(in), count(in), count(in), count(in), count(in));
        if (version != 0 && (version < '2' || version > '9')) {
            throw new IllegalArgumentException("is of an unknown version of TZif");
        }
        if (header.types() == 0) {
            throw new IllegalArgumentException("has no local time");
        }
        if (header.leaps() != 0) {
            throw new IllegalArgumentException("counts leap seconds, as the files under right/ do");
        }
        return header;
    }

    private static int count(ByteBuffer in) {
        int count = in.getInt();
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("has a count that cannot be right");
        }
        return count;
    }

    private static TzifFile data(ByteBuffer in, Header header, int timeSize, String footer) {
        if (in.remaining() < header.dataLength(timeSize)) {
            throw new IllegalArgumentException("is cut off");
        }
        var transitions = new long[header.times()];
        for (int i = 0; i < transitions.length; i++) {
            transitions[i] = timeSize == Long.BYTES ? in.getLong() : in.getInt();
            if ((i > 0 && transitions[i] <= transitions[i - 1]) || transitions[i] > LATEST) {
                throw new IllegalArgumentException("has transitions that cannot be right");
            }
        }
        var types = new int[header.times()];
        for (int i = 0; i < types.length; i++) {
            types[i] = in.get() & 0xff;
            if (types[i] >= header.types()) {
                throw new IllegalArgumentException("has a transition to a local time that it does not have");
            }
        }
        var localTypes = new ArrayList<LocalType>();
        for (int i = 0; i < header.types(); i++) {
            int offset = in.getInt();
            int summer = in.get();
            int name = in.get() & 0xff;
            if (Math.abs((long) offset) > LARGEST_OFFSET || summer < 0 || summer > 1 || name >= header.chars()) {
                throw new IllegalArgumentException("has a local time that cannot be right");
            }
            localTypes.add(new LocalType(offset, summer == 1));
        }
        in.position(in.position() + header.chars() + header.stdIndicators() + header.utIndicators());
        return new TzifFile(transitions, types, localTypes, footer);
    }

    /** The line after the data; leaves the buffer behind it. */
    private static String footer(ByteBuffer in, int from) {
        in.position(from);
        if (in.get() != '\n') {
            throw new IllegalArgumentException("has no rule for the time after its last transition");
        }
        int length = 0;
        while (in.get() != '\n') {
            length++;
        }
        var text = new byte[length];
        in.get(from + 1, text);
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static TzifFile end(ByteBuffer in, TzifFile file) {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("goes on after its end");
        }
        return file;
    }
}
