package org.paschima.http.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;

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
        if (tenant == null || !MemberId.isTenant(tenant)) {
            return new TokenCheck.Refused("the token names no tenant");
        }
        var member = memberOf(claims);
        if (member != null && !MemberId.isMember(member)) {
            return new TokenCheck.Refused("the token's member is not " + MemberId.MEMBER_RULE);
        }
        return new TokenCheck.Accepted(
                new Caller(tenant, member, scopesOf(claims), clientOf(claims), expires.toInstant()));
    }

    /**
     * The member that the token names, or null when it stands for a program.
     *
     * <p>Without a claim for the member the subject is one only if the token says that somebody signed in: programs have
     * subjects too, and issuers disagree on what they look like (ADR 30). So a token that tells neither is a program's,
     * which no member's own routes let in. An issuer that tells nothing of it is trusted with its subjects by naming
     * {@code sub} as the member's claim; what is known to be a program's is refused even then.
     */
    private @Nullable String memberOf(JWTClaimsSet claims) throws ParseException {
        boolean namesSubject = config.memberClaim().equals("sub");
        var member = claims.getStringClaim(config.memberClaim());
        if (member != null && !namesSubject) {
            return member;
        }
        var subject = claims.getSubject();
        if (subject == null || isProgram(subject, claims)) {
            return null;
        }
        return namesSubject || somebodySignedIn(claims) ? subject : null;
    }

    /** As RFC 9068 §2.2, Auth0, Entra ID and Keycloak mark them. */
    private static boolean isProgram(String subject, JWTClaimsSet claims) throws ParseException {
        var client = clientOf(claims);
        return subject.equals(client)
                || subject.equals(client + "@clients")
                || (claims.getClaim("gty") instanceof String grant
                        && grant.replace('_', '-').equals("client-credentials"))
                || "app".equals(claims.getClaim("idtyp"))
                || (claims.getClaim("preferred_username") instanceof String name
                        && name.startsWith("service-account-"));
    }

    /** Claims that an issuer writes only where a person was authenticated, or keeps a session (RFC 9068 §2.2.1). */
    private static boolean somebodySignedIn(JWTClaimsSet claims) {
        return Stream.of("auth_time", "amr", "sid", "session_state").anyMatch(name -> claims.getClaim(name) != null);
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
