package org.paschima.http.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The token issuer of development and tests: one key pair, kept in a file that only its owner can read.
 *
 * <p>It signs whatever it is asked to, so it belongs on a developer's machine and nowhere else.
 */
public final class DevelopmentTokens {
    public static final String ISSUER = "paschima-development";
    public static final String AUDIENCE = "paschima";
    private static final String CLIENT = "paschima-development-client";

    private final ECKey key;
    private final InstantSource time;

    private DevelopmentTokens(ECKey key, InstantSource time) {
        this.key = key;
        this.time = time;
    }

    /** An issuer with a new key that is kept nowhere. */
    public static DevelopmentTokens create(InstantSource time) {
        return new DevelopmentTokens(newKey(), time);
    }

    /** The issuer whose key is in {@code file}, which is made, readable by its owner only, if it is not there. */
    public static DevelopmentTokens at(Path file, InstantSource time) throws IOException {
        if (Files.notExists(file)) {
            writeNewKey(file);
        }
        try {
            return new DevelopmentTokens(ECKey.parse(Files.readString(file)), time);
        } catch (ParseException e) {
            throw new IOException("there is no key in " + file + "; delete it to get a new one", e);
        }
    }

    /** The public half, as a JWK set. */
    public String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** Writes {@link #jwks()} for a service's JWKS_FILE; a reader sees the old set or the new one, never half. */
    public Path writeJwks(Path file) throws IOException {
        var beside = Files.createTempFile(file.toAbsolutePath().getParent(), "jwks", ".tmp");
        Files.writeString(beside, jwks());
        return Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A member's token. */
    public String forMember(String tenant, String member, Collection<String> scopes, Duration holdsFor) {
        return sign(claims(tenant, member, scopes, holdsFor, Map.of()));
    }

    /** A token for an integrator's program, which stands for no member. */
    public String forClient(String tenant, String client, Collection<String> scopes, Duration holdsFor) {
        return sign(claims(tenant, null, scopes, holdsFor, Map.of("sub", client, "azp", client)));
    }

    /** A token with claims of the caller's choice besides, or in place of, the usual ones; a null value leaves one out. */
    public String withClaims(
            String tenant, String member, Collection<String> scopes, Duration holdsFor, Map<String, ?> claims) {
        return sign(claims(tenant, member, scopes, holdsFor, claims));
    }

    private JWTClaimsSet claims(
            String tenant,
            @Nullable String member,
            Collection<String> scopes,
            Duration holdsFor,
            Map<String, ? extends @Nullable Object> more) {
        var now = time.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(holdsFor)))
                .jwtID(UUID.randomUUID().toString())
                .claim("azp", CLIENT)
                .claim("tenant", tenant)
                .claim("scope", String.join(" ", scopes));
        if (member != null) {
            claims.claim("member", member).subject(member);
        }
        more.forEach(claims::claim);
        return claims.build();
    }

    private String sign(JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the development key cannot sign", e);
        }
    }

    private static void writeNewKey(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            // made with its permissions, so that there is no moment in which others could read it
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, newKey().toJSONString(), StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            // another process was first: its key is as good
        }
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java can make P-256 keys", e);
        }
    }
}
