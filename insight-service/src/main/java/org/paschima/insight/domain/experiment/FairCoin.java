package org.paschima.insight.domain.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.paschima.contract.MemberId;

/**
 * Chance, with probability one half: HMAC-SHA256 over member, experiment and number of the draw. The same draw falls the
 * same again, so a retry cannot draw twice, and nobody without the key can foresee it.
 */
public final class FairCoin {

    static final double PROBABILITY = 0.5;

    private static final String HMAC = "HmacSHA256";
    private static final int ID_BYTES = 12;

    private final SecretKeySpec key;

    public FairCoin(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    /** Which of the two practices. */
    public String draw(MemberId member, SelfExperiment experiment, int number) {
        return uniform(member.key() + "|" + experiment.id() + "|" + number) < PROBABILITY
                ? experiment.first()
                : experiment.second();
    }

    /** Names the experiment that a key of the client asked for: the same key, the same experiment. */
    public String experimentId(MemberId member, String idempotencyKey) {
        return "x-" + HexFormat.of().formatHex(hash("id|" + member.key() + "|" + idempotencyKey), 0, ID_BYTES);
    }

    private double uniform(String text) {
        return (ByteBuffer.wrap(hash("draw|" + text)).getLong() >>> 11) * 0x1.0p-53;
    }

    private byte[] hash(String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
