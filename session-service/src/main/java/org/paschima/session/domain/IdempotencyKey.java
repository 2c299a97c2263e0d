package org.paschima.session.domain;

import org.paschima.contract.Identifiers;

/** The client's name for a write that it may send again; it becomes the record's id where the body names none. */
public final class IdempotencyKey {

    private IdempotencyKey() {}

    /** The key without the quotes that the header's standard puts around it. */
    public static String unquoted(String header) {
        var text = header.strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** Whether a record can have this id. */
    public static boolean isFit(String key) {
        return Identifiers.isIdentifier(key);
    }
}
