package org.paschima.http.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the claims of a properly signed token must say, and who is calling if they do. */
final class ClaimRules {
    /** Clocks differ a little: a token may begin to hold this much later than we think it is. Its end is never stretched. */
    private static final Duration EARLY = Duration.ofSeconds(30);

    private final TokenConfig config;
    private final InstantSource time;

    ClaimRules(TokenConfig config, InstantSource time) {
        this.config = config;
        this.time = time;
    }

    TokenCheck check(JWTClaimsSet claims) throws ParseException {
        var now = time.instant();
        var expires = claims.getExpirationTime();
        if (expires == null) {
            return new TokenCheck.Refused("the token has no expiry");
        }
        if (!expires.toInstant().isAfter(now)) {
            return new TokenCheck.Refused("the token has expired");
        }
        var notBefore = claims.getNotBeforeTime();
        if (notBefore != null && notBefore.toInstant().isAfter(now.plus(EARLY))) {
            return new TokenCheck.Refused("the token does not hold yet");
        }
        if (!config.issuer().equals(claims.getIssuer())) {
            return new TokenCheck.Refused("the token is from another issuer");
        }
        if (!claims.getAudience().contains(config.audience())) {
            return new TokenCheck.Refused("the token is for another audience");
        }
        var tenant = claims.getStringClaim(config.tenantClaim());
        if (tenant == null || !Identifiers.isTenant(tenant)) {
            return new TokenCheck.Refused("the token names no tenant");
        }
        var member = memberOf(claims);
        if (member != null && !Identifiers.isMember(member)) {
            return new TokenCheck.Refused("the token's member is not " + Identifiers.MEMBER_RULE);
        }
        return new TokenCheck.Accepted(
                new Caller(tenant, member, scopesOf(claims), clientOf(claims), expires.toInstant()));
    }

    /** Without a claim for the member it is the subject, unless the subject is the client itself (RFC 9068 §2.2). */
    private @Nullable String memberOf(JWTClaimsSet claims) throws ParseException {
        var member = claims.getStringClaim(config.memberClaim());
        if (member != null) {
            return member;
        }
        var subject = claims.getSubject();
        boolean forClient = subject == null
                || subject.equals(clientOf(claims))
                || "client-credentials".equals(claims.getClaim("gty"));
        return forClient ? null : subject;
    }

    private static @Nullable String clientOf(JWTClaimsSet claims) throws ParseException {
        var party = claims.getStringClaim("azp");
        return party != null ? party : claims.getStringClaim("client_id");
    }

    /** Scopes are one text with spaces (RFC 8693), or a list, as some issuers write them. */
    private Set<String> scopesOf(JWTClaimsSet claims) {
        var scopes = new LinkedHashSet<String>();
        var claim = claims.getClaim(config.scopeClaim());
        if (claim instanceof String text) {
            addWords(text, scopes);
        } else if (claim instanceof Collection<?> list) {
            for (var each : list) {
                if (each instanceof String text) {
                    addWords(text, scopes);
                }
            }
        }
        return scopes;
    }

    private static void addWords(String text, Set<String> scopes) {
        for (var word : text.split(" ", -1)) {
            if (!word.isEmpty()) {
                scopes.add(word);
            }
        }
    }
}
