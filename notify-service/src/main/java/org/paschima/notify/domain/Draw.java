package org.paschima.notify.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.paschima.contract.MemberId;

/**
 * The draw of a decision: HMAC-SHA256 over member, slot, date and policy version (domain.md §4.2). The same decision
 * draws the same again, so a retry cannot draw twice, and nobody without the key can foresee it.
 */
public final class Draw {

    private static final String HMAC = "HmacSHA256";
    private static final int ID_BYTES = 15;

    private final SecretKeySpec key;

    public Draw(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    /** Uniform on [0, 1). */
    double of(MemberId member, DecisionPoint point, String policyVersion) {
        var hash = hash(member.key() + "|" + point.slot() + "|" + point.localDate() + "|" + policyVersion);
        return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
    }

    /** What names a decision and its nudge: one per (member, slot, local date), and not to be guessed. */
    String id(MemberId member, LocalTime slot, LocalDate localDate) {
        return HexFormat.of().formatHex(hash("id|" + member.key() + "|" + slot + "|" + localDate), 0, ID_BYTES);
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
