package org.paschima.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a body piece by piece, on a thread that may block: writing waits for the client, so that only a piece is in
 * memory. A failure before the first piece left is answered as any other; one after it breaks the connection off, so that
 * no client takes a part for the whole.
 */
@FunctionalInterface
public interface StreamedBody {

    /** Writes all of it. Header fields may be given until the first byte. */
    void writeTo(Head head, OutputStream out) throws IOException;

    /** The header fields of the answer. */
    @FunctionalInterface
    interface Head {
        void field(String name, String value);
    }
}
