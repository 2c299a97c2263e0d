package org.paschima.session.domain;

import org.jspecify.annotations.Nullable;

/** The source of a record that names none (api §2). */
public final class Source {

    private static final String UNKNOWN = "app";
    private static final int LONGEST = 64;

    private Source() {}

    /** The client a token was given to, in the characters of an identifier; {@code app} if the token does not say. */
    public static String ofClient(@Nullable String client) {
        if (client == null || client.isEmpty()) {
            return UNKNOWN;
        }
        var source = new StringBuilder(client.length());
        for (int i = 0; i < client.length() && i < LONGEST; i++) {
            char c = client.charAt(i);
            boolean isFit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            source.append(isFit || c == '.' || c == '_' || c == '-' ? c : '-');
        }
        return source.toString();
    }
}
