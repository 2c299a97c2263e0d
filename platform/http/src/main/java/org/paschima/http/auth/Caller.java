package org.paschima.http.auth;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;

/**
 * Who is calling, as their token says.
 *
 * @param member null for a token that stands for a client and not for a person
 * @param client the application the token was given to, when it says so
 */
public record Caller(
        String tenant,
        @Nullable String member,
        Set<String> scopes,
        @Nullable String client,
        Instant expiresAt) {
    public Caller {
        if (!MemberId.isTenant(tenant)) {
            throw new IllegalArgumentException("tenant must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (member != null && !MemberId.isMember(member)) {
            throw new IllegalArgumentException("member must be " + MemberId.MEMBER_RULE);
        }
        scopes = Set.copyOf(scopes);
    }

    /** Whose share is used: the member's, or the program's. */
    public Asker asker() {
        return new Asker(tenant, member != null ? "m:" + member : "c:" + client);
    }

    public boolean hasScope(String scope) {
        return scopes.contains(scope);
    }
}
