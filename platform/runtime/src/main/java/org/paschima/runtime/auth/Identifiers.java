package org.paschima.runtime.auth;

/** Which characters identify a tenant or a member; checked by hand, since every request passes here. */
public final class Identifiers {
    private static final int LONGEST = 64;

    private Identifiers() {}

    public static boolean isTenant(String text) {
        return hasOnly(text, "._-");
    }

    /** Members may be OIDC subjects, which have some more characters. */
    public static boolean isMember(String text) {
        return hasOnly(text, "._-|@:~");
    }

    private static boolean hasOnly(String text, String besidesLettersAndDigits) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && besidesLettersAndDigits.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
