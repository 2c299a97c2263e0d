package org.paschima.session.http;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a body that comes in pieces into lines. No more than one line of the longest size is held; of a longer one only
 * that it was too long is told. Confined to one thread.
 */
final class LineSplitter {

    private final int longest;
    private final Consumer<byte[]> onLine;
    private final Runnable onTooLong;
    private byte[] held = new byte[0];
    private boolean isTooLong;

    LineSplitter(int longest, Consumer<byte[]> onLine, Runnable onTooLong) {
        this.longest = longest;
        this.onLine = onLine;
        this.onTooLong = onTooLong;
    }

    void take(Buffer piece) {
        var bytes = piece.getBytes();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                hold(bytes, start, i);
                end();
                start = i + 1;
            }
        }
        hold(bytes, start, bytes.length);
    }

    /** The last line, when no line end follows it. */
    void finish() {
        if (held.length > 0 || isTooLong) {
            end();
        }
    }

    private void hold(byte[] bytes, int from, int to) {
        if (isTooLong || from == to) {
            return;
        }
        if (held.length + to - from > longest + 1) { // one more for a carriage return
            isTooLong = true;
            held = new byte[0];
        } else if (held.length == 0) {
            held = Arrays.copyOfRange(bytes, from, to);
        } else {
            int before = held.length;
            held = Arrays.copyOf(held, before + to - from);
            System.arraycopy(bytes, from, held, before, to - from);
        }
    }

    private void end() {
        var line = held;
        boolean wasTooLong = isTooLong;
        held = new byte[0];
        isTooLong = false;
        if (wasTooLong) {
            onTooLong.run();
        } else {
            onLine.accept(
                    line.length > 0 && line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line);
        }
    }
}
