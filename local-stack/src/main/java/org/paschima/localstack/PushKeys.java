package org.paschima.localstack;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.paschima.backing.OwnerOnly;

/**
 * The keys that browsers of a local stack subscribe for, made once: a browser that subscribed for one key takes no message of
 * another.
 */
final class PushKeys {

    private static final int COORDINATE = 32;

    private PushKeys() {}

    /** The settings of notify-service that name the pair in this file, which is made if it is not there. */
    static Map<String, String> settings(Path file) throws IOException {
        if (!Files.exists(file)) {
            OwnerOnly.writeOnce(file, newPair());
        }
        var pair = Files.readString(file).split("\n", 2);
        return Map.of(
                "PUSH_PUBLIC_KEY", pair[0], "PUSH_PRIVATE_KEY", pair[1], "PUSH_SUBJECT", "mailto:paschima@example.org");
    }

    /** The point of P-256, uncompressed, and below it the scalar, both in base64url. */
    private static String newPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var point = ((ECPublicKey) pair.getPublic()).getW();
            var uncompressed = new byte[1 + 2 * COORDINATE];
            uncompressed[0] = 4;
            System.arraycopy(unsigned(point.getAffineX()), 0, uncompressed, 1, COORDINATE);
            System.arraycopy(unsigned(point.getAffineY()), 0, uncompressed, 1 + COORDINATE, COORDINATE);
            return base64(uncompressed) + "\n" + base64(unsigned(((ECPrivateKey) pair.getPrivate()).getS()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes keys of P-256", e);
        }
    }

    /** Of as many bytes always, without the sign that {@link BigInteger} puts before them. */
    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        var fixed = new byte[COORDINATE];
        int from = Math.max(0, bytes.length - COORDINATE);
        var kept = Arrays.copyOfRange(bytes, from, bytes.length);
        System.arraycopy(kept, 0, fixed, COORDINATE - kept.length, kept.length);
        return fixed;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
