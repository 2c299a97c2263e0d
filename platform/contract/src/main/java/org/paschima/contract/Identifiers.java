package org.paschima.contract;

/** What ids may be made of. Judged by loops, since each record has several ids, and a pattern takes five times as long. */
public final class Identifiers {

    public static final int LONGEST = 64;

    private Identifiers() {}

    /** 1 to 64 of {@code A-Z a-z 0-9 . _ -}. */
    public static boolean isIdentifier(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
            if (!isPlain && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST;
    }
}
