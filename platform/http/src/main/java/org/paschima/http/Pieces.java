package org.paschima.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes of a body in pieces, as they come: a long one is neither copied while it grows nor needs memory in one stretch, which
 * would cost everybody a long collection of garbage. Confined to one thread at a time.
 */
final class Pieces extends OutputStream {

    static final int PIECE = 32 * 1024;

    private static final int SHORT = 512;

    /** From a short one to a whole piece in three steps. */
    private static final int GROWS_BY = 4;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[SHORT];
    private int filled;

    @Override
    public void write(int b) {
        room();
        last[filled++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int done = 0;
        while (done < length) {
            room();
            int part = Math.min(length - done, last.length - filled);
            System.arraycopy(bytes, from + done, last, filled, part);
            filled += part;
            done += part;
        }
    }

    private void room() {
        if (filled < last.length) {
            return;
        }
        if (last.length < PIECE) {
            last = Arrays.copyOf(last, GROWS_BY * last.length);
        } else {
            full.add(last);
            last = new byte[PIECE];
            filled = 0;
        }
    }

    int size() {
        return full.size() * PIECE + filled;
    }

    /** How many there are; one that is short is one. */
    int count() {
        return full.size() + 1;
    }

    Buffer get(int index) {
        boolean isLast = index == full.size();
        int length = isLast ? filled : PIECE;
        return Buffer.buffer(length).appendBytes(isLast ? last : full.get(index), 0, length);
    }

    /** Takes the first bytes into a digest. */
    void digest(int length, MessageDigest digest) {
        int left = length;
        for (var piece : full) {
            int part = Math.min(left, PIECE);
            digest.update(piece, 0, part);
            left -= part;
        }
        digest.update(last, 0, Math.min(left, filled));
    }

    void writeTo(OutputStream out) throws IOException {
        for (var piece : full) {
            out.write(piece);
        }
        out.write(last, 0, filled);
    }

    byte[] toArray() {
        var whole = new ByteArrayOutputStream(size());
        try {
            writeTo(whole);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return whole.toByteArray();
    }

    static Pieces of(Buffer bytes) {
        var pieces = new Pieces();
        for (int from = 0; from < bytes.length(); from += PIECE) {
            var part = bytes.getBytes(from, Math.min(bytes.length(), from + PIECE));
            pieces.write(part, 0, part.length);
        }
        return pieces;
    }
}
