package org.paschima.http.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Future;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Checks bearer tokens: the signature by an allowed algorithm and a known key, then what the token claims.
 *
 * <p>Never blocks: keys are read elsewhere, and a token signed by an unknown key waits for them. A token that held is
 * remembered until it expires or the keys change, so that the next request with it costs one digest. Safe for any thread.
 */
public final class TokenVerifier implements AutoCloseable {
    /** Longer ones are refused unread. */
    private static final int LONGEST_TOKEN = 8 * 1024;

    private final IssuerKeys keys;
    private final ClaimRules rules;
    private final VerifiedTokens verified;

    /** The time must be real time: tokens are given out by others. */
    public TokenVerifier(TokenConfig config, InstantSource time) {
        this(config, time, 100_000);
    }

    TokenVerifier(TokenConfig config, InstantSource time, int remembered) {
        this.verified = new VerifiedTokens(remembered, time);
        this.rules = new ClaimRules(config, time);
        this.keys = new IssuerKeys(KeySource.from(config), time, verified::forgetAll);
        keys.reload();
    }

    /** The caller of a token that was checked before and still holds. */
    public Optional<Caller> remembered(String token) {
        return Optional.ofNullable(verified.find(token));
    }

    public Future<TokenCheck> check(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return refused("the token is too long");
        }
        var known = verified.find(token);
        if (known != null) {
            return Future.succeededFuture(new TokenCheck.Accepted(known));
        }
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(token);
        } catch (ParseException e) {
            return refused("the token is not a signed JWT");
        }
        if (!SigningKey.isAllowed(jwt.getHeader().getAlgorithm())) {
            return refused("the token is signed by an algorithm that is not allowed");
        }
        var key = keys.find(jwt.getHeader());
        if (key != null) {
            return Future.succeededFuture(checkWith(key, jwt, token));
        }
        // keys may have been rolled: read them again, then it is known or it is not ours
        return keys.reload().map(_ -> {
            var found = keys.find(jwt.getHeader());
            if (found != null) {
                return checkWith(found, jwt, token);
            }
            return keys.areKnown()
                    ? new TokenCheck.Refused("the token is signed by a key that is not the issuer's")
                    : new TokenCheck.Unknown();
        });
    }

    /** Why tokens cannot be checked now, for the readiness check. */
    public Optional<String> reasonForBeingDown() {
        return keys.areKnown() ? Optional.empty() : Optional.of("the keys that tokens are checked with are not there");
    }

    private TokenCheck checkWith(SigningKey key, SignedJWT jwt, String token) {
        try {
            if (!key.signed(jwt)) {
                return new TokenCheck.Refused("the signature of the token does not match");
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            var check = rules.check(claims);
            if (check instanceof TokenCheck.Accepted(var caller)) {
                verified.remember(token, caller);
            }
            return check;
        } catch (JOSEException e) {
            return new TokenCheck.Refused("the signature of the token cannot be checked");
        } catch (ParseException e) {
            return new TokenCheck.Refused("the claims of the token cannot be read");
        }
    }

    private static Future<TokenCheck> refused(String why) {
        return Future.succeededFuture(new TokenCheck.Refused(why));
    }

    @Override
    public void close() {
        keys.close();
    }
}
