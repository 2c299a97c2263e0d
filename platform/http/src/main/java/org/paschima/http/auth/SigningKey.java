package org.paschima.http.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One public key of the issuer, with the algorithms it may verify: those of its own type only, never a shared secret. */
final class SigningKey {
    private static final Set<JWSAlgorithm> FOR_RSA = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256);
    private static final Set<JWSAlgorithm> FOR_EC = Set.of(JWSAlgorithm.ES256);
    private static final Set<JWSAlgorithm> FOR_ED25519 = Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);
    private static final int SHORTEST_RSA = 2048;

    private final @Nullable String id;
    private final Set<JWSAlgorithm> algorithms;
    private final JWSVerifier verifier;

    private SigningKey(@Nullable String id, Set<JWSAlgorithm> algorithms, JWSVerifier verifier) {
        this.id = id;
        this.algorithms = algorithms;
        this.verifier = verifier;
    }

    static boolean isAllowed(JWSAlgorithm algorithm) {
        return FOR_RSA.contains(algorithm) || FOR_EC.contains(algorithm) || FOR_ED25519.contains(algorithm);
    }

    /** The key that {@code jwk} describes, or empty if it is not one that tokens can be checked with here. */
    static Optional<SigningKey> of(JWK jwk) throws JOSEException, GeneralSecurityException {
        if (jwk.getKeyUse() != null && !KeyUse.SIGNATURE.equals(jwk.getKeyUse())) {
            return Optional.empty();
        }
        var id = jwk.getKeyID();
        return switch (jwk) {
            case RSAKey rsa
            when rsa.size() >= SHORTEST_RSA -> Optional.of(new SigningKey(id, FOR_RSA, new RSASSAVerifier(rsa)));
            case ECKey ec
            when Curve.P_256.equals(ec.getCurve()) -> Optional.of(new SigningKey(id, FOR_EC, new ECDSAVerifier(ec)));
            case OctetKeyPair pair
            when Curve.Ed25519.equals(pair.getCurve()) ->
                Optional.of(new SigningKey(id, FOR_ED25519, new Ed25519JdkVerifier(pair)));
            default -> Optional.empty();
        };
    }

    boolean matches(JWSHeader header) {
        return algorithms.contains(header.getAlgorithm())
                && (header.getKeyID() == null || header.getKeyID().equals(id));
    }

    boolean signed(SignedJWT jwt) throws JOSEException {
        return jwt.verify(verifier);
    }
}
