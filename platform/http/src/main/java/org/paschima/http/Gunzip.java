package org.paschima.http;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952), several members in a row too, as its bytes come: {@link #feed} takes packed bytes, {@link #read}
 * gives what they hold, a piece at a time, so that no more than a piece is in memory. Confined to one thread.
 */
final class Gunzip implements AutoCloseable {

    private static final int FIXED_HEADER = 10;
    private static final int HAS_HEADER_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int TRAILER = 8;

    private enum Step {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEADER_CRC,
        BODY,
        TRAILER
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private byte[] in = new byte[0];
    private int at;
    private Step step = Step.FIXED;
    private int inStep;
    private int flags;
    private int extra;
    private long trailer;

    /** The bytes that are next. All that was fed before must have been read. */
    void feed(byte[] packed) {
        in = packed;
        at = 0;
    }

    /** Whether it may end here: after a whole member. */
    boolean isWhole() {
        return step == Step.FIXED && inStep == 0 && crc.getValue() == 0;
    }

    /** Unpacks into {@code out}, and tells how much; 0 when more has to be fed first. */
    int read(byte[] out) throws DataFormatException {
        while (true) {
            if (step == Step.BODY) {
                int count = inflate(out);
                if (count > 0) {
                    return count;
                }
                if (step == Step.BODY) {
                    return 0;
                }
            } else if (at < in.length) {
                take(in[at++] & 0xff);
            } else {
                return 0;
            }
        }
    }

    private int inflate(byte[] out) throws DataFormatException {
        if (inflater.needsInput() && at < in.length) {
            inflater.setInput(in, at, in.length - at);
            at = in.length;
        }
        int count = inflater.inflate(out);
        crc.update(out, 0, count);
        if (inflater.finished()) {
            at = in.length - inflater.getRemaining();
            enter(Step.TRAILER);
        } else if (inflater.needsDictionary()) {
            throw new DataFormatException("a dictionary is asked for");
        }
        return count;
    }

    private void take(int b) throws DataFormatException {
        inStep++;
        switch (step) {
            case FIXED -> fixed(b);
            case EXTRA_LENGTH -> {
                extra |= b << (8 * (inStep - 1));
                if (inStep == 2) {
                    enter(extra == 0 ? afterExtra() : Step.EXTRA);
                }
            }
            case EXTRA -> {
                if (inStep == extra) {
                    enter(afterExtra());
                }
            }
            case NAME -> {
                if (b == 0) {
                    enter(afterName());
                }
            }
            case COMMENT -> {
                if (b == 0) {
                    enter(afterComment());
                }
            }
            case HEADER_CRC -> {
                if (inStep == 2) {
                    enter(Step.BODY);
                }
            }
            case TRAILER -> trailer(b);
            case BODY -> throw new IllegalStateException("the body is inflated");
        }
    }

    private void fixed(int b) throws DataFormatException {
        boolean isRight = switch (inStep) {
            case 1 -> b == 0x1f;
            case 2 -> b == 0x8b;
            case 3 -> b == 8;
            default -> true;
        };
        if (!isRight) {
            throw new DataFormatException("no gzip header");
        }
        if (inStep == 4) {
            flags = b;
        }
        if (inStep == FIXED_HEADER) {
            extra = 0;
            enter((flags & HAS_EXTRA) != 0 ? Step.EXTRA_LENGTH : afterExtra());
        }
    }

    private Step afterExtra() {
        return (flags & HAS_NAME) != 0 ? Step.NAME : afterName();
    }

    private Step afterName() {
        return (flags & HAS_COMMENT) != 0 ? Step.COMMENT : afterComment();
    }

    private Step afterComment() {
        return (flags & HAS_HEADER_CRC) != 0 ? Step.HEADER_CRC : Step.BODY;
    }

    private void trailer(int b) throws DataFormatException {
        if (inStep <= 4) {
            trailer |= (long) b << (8 * (inStep - 1));
        }
        if (inStep == TRAILER) {
            if (trailer != crc.getValue()) {
                throw new DataFormatException("the checksum does not match");
            }
            crc.reset();
            inflater.reset();
            enter(Step.FIXED);
        }
    }

    private void enter(Step next) {
        step = next;
        inStep = 0;
        if (next == Step.TRAILER) {
            trailer = 0;
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
