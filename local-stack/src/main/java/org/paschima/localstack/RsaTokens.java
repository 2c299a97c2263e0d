package org.paschima.localstack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.paschima.http.auth.DevelopmentTokens;

/**
 * Members' tokens signed by RS256, as most issuers do, for who rehearses or measures a service; each member shows one token until
 * it is over, as clients do. Any thread may call it.
 */
public final class RsaTokens {

    private static final Duration HOLDS = Duration.ofHours(1);

    private final RSAKey key;
    private final Map<String, String> given = new ConcurrentHashMap<>();

    private RsaTokens(RSAKey key) {
        this.key = key;
    }

    /** With a new key, whose public half is written for a service's JWKS_FILE. */
    public static RsaTokens known(Path jwks) throws IOException {
        var key = newKey();
        Files.writeString(jwks, new JWKSet(key.toPublicJWK()).toString());
        return new RsaTokens(key);
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java makes RSA keys", e);
        }
    }

    /**
     * The token of a member.
     *
     * @param scope the scopes, with spaces between them
     */
    public String of(String tenant, String member, String scope) {
        return given.computeIfAbsent(tenant + "/" + member, _ -> sign(tenant, member, scope));
    }

    private String sign(String tenant, String member, String scope) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(DevelopmentTokens.ISSUER)
                .audience(DevelopmentTokens.AUDIENCE)
                .subject(member)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(HOLDS)))
                .jwtID(UUID.randomUUID().toString())
                .claim("azp", "load")
                .claim("tenant", tenant)
                .claim("member", member)
                .claim("scope", scope)
                .build();
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a new key signs", e);
        }
    }
}
