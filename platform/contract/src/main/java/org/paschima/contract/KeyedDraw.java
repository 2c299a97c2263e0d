package org.paschima.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Chance under a key: HMAC-SHA256 over a text that names what is drawn. The same draw falls the same again, so a retry cannot
 * draw twice, and nobody without the key can foresee it.
 */
public final class KeyedDraw {

    private static final String HMAC = "HmacSHA256";

    /** Ready for a text; each draw takes a copy, which is cheaper than to begin with the key again. */
    private final Mac keyed;

    public KeyedDraw(byte[] key) {
        try {
            keyed = Mac.getInstance(HMAC);
            keyed.init(new SecretKeySpec(key, HMAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** Uniform on [0, 1). */
    public double uniform(String text) {
        return (ByteBuffer.wrap(hash(text)).getLong() >>> 11) * 0x1.0p-53;
    }

    /** A name of so many bytes in hexadecimal, not to be guessed. */
    public String name(String text, int bytes) {
        return HexFormat.of().formatHex(hash(text), 0, bytes);
    }

    private byte[] hash(String text) {
        try {
            return ((Mac) keyed.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every JDK copies its " + HMAC, e);
        }
    }
}
