package org.paschima.http.auth;

/** Which characters identify a tenant or a member; checked by hand, since every request passes here. */
public final class Identifiers {
    /** What a member id is made of, for messages. */
    public static final String MEMBER_RULE = "1 to 255 printable ASCII characters, / not among them";

    private static final int LONGEST_TENANT = 64;
    private static final int LONGEST_MEMBER = 255;

    private Identifiers() {}

    public static boolean isTenant(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TENANT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Members may be subjects of OpenID Connect (Core 1.0 §2), but for the slash, which divides our keys. */
    public static boolean isMember(String text) {
        if (text.isEmpty() || text.length() > LONGEST_MEMBER) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '/') {
                return false;
            }
        }
        return true;
    }
}
