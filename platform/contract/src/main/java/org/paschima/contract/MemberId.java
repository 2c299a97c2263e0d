package org.paschima.contract;

/** A member of a tenant: the key of all facts about one person, {@code tenant/member} in the log. */
public record MemberId(String tenant, String member) {

    /** What a member id is made of, for messages: what OpenID Connect allows as a subject, but for the slash. */
    public static final String MEMBER_RULE = "1 to 255 printable ASCII characters, / not among them";

    private static final int LONGEST_MEMBER = 255;

    public MemberId {
        if (!isTenant(tenant)) {
            throw new IllegalArgumentException("tenant must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (!isMember(member)) {
            throw new IllegalArgumentException("member must be " + MEMBER_RULE);
        }
    }

    /** Reads {@code tenant/member}; throws IllegalArgumentException when it is not one. */
    public static MemberId parse(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a member key is tenant/member");
        }
        return new MemberId(key.substring(0, slash), key.substring(slash + 1));
    }

    public static boolean isTenant(String text) {
        return Identifiers.isIdentifier(text);
    }

    public static boolean isMember(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '/') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_MEMBER;
    }

    /** The key in the log. Neither part holds a slash, so it reads back. */
    public String key() {
        return tenant + "/" + member;
    }
}
