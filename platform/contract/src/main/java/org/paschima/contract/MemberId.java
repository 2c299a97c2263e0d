package org.paschima.contract;

/** A member of a tenant: the key of all facts about one person, {@code tenant/member} in the log. */
public record MemberId(String tenant, String member) {

    public MemberId {
        if (!isTenant(tenant)) {
            throw new IllegalArgumentException("tenant must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (!isMember(member)) {
            throw new IllegalArgumentException("member must be 1 to 64 of A-Z a-z 0-9 . _ - | @ : ~");
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
        return Identifiers.isOf(text, "._|@:~-");
    }

    /** The key in the log. Neither part holds a slash, so it reads back. */
    public String key() {
        return tenant + "/" + member;
    }
}
