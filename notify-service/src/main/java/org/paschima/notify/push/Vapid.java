package org.paschima.notify.push;

import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.HashMap;
import java.util.Map;

/**
 * Who sends, as push services know it (RFC 8292), and what it does to a message that only one browser may read (RFC 8291).
 * Browsers subscribe for one key alone, so a service has the same for ever.
 */
public final class Vapid {

    private final String publicKey;
    private final WebPush webPush;

    private Vapid(String publicKey, WebPush webPush) {
        this.publicKey = publicKey;
        this.webPush = webPush;
    }

    /**
     * Of a pair of keys, each in base64url: an uncompressed point of P-256, and its scalar.
     *
     * @param subject whom a push service may ask: a mailto: or https: address
     * @throws IllegalArgumentException when they are no keys, or do not belong together
     */
    public static Vapid of(String publicKey, String privateKey, String subject) {
        if (!subject.startsWith("mailto:") && !subject.startsWith("https:")) {
            throw new IllegalArgumentException("must be a mailto: or https: address");
        }
        var keys = keys(publicKey, privateKey);
        return new Vapid(publicKey, new WebPush(subject, keys));
    }

    private static VapidKeys keys(String publicKey, String privateKey) {
        try {
            var keys = VapidKeys.fromUncompressedBytes(publicKey, privateKey);
            var signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(keys.getPrivateKey());
            signer.update((byte) 1);
            var signature = signer.sign();
            signer.initVerify(keys.getPublicKey());
            signer.update((byte) 1);
            if (signer.verify(signature)) {
                return keys;
            }
        } catch (GeneralSecurityException | RuntimeException _) {
            throw new IllegalArgumentException("must be keys of P-256 in base64url");
        }
        throw new IllegalArgumentException("must be the two keys of one pair");
    }

    /** What browsers subscribe with. */
    public String publicKey() {
        return publicKey;
    }

    byte[] encrypted(PushSubscription browser, byte[] body) {
        return webPush.getBody(body, browser.key(), browser.auth());
    }

    Map<String, String> headers(URI endpoint, PushMessage message) {
        var seconds = (int) Math.min(Integer.MAX_VALUE, message.timeToLive().toSeconds());
        return new HashMap<>(webPush.getHeaders(endpoint.toString(), seconds, message.topic(), WebPush.Urgency.Normal));
    }
}
