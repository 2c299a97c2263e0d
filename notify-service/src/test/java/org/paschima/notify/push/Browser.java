package org.paschima.notify.push;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser: it subscribes, and reads what is meant for it as RFC 8291 and RFC 8188 say, by the JDK alone. */
public final class Browser {

    private static final int SALT = 16;
    private static final int TAG_BITS = 128;

    private final ECPrivateKey privateKey;
    private final byte[] publicKey;
    private final byte[] auth;

    Browser(ECPrivateKey privateKey, byte[] publicKey, byte[] auth) {
        this.privateKey = privateKey;
        this.publicKey = publicKey.clone();
        this.auth = auth.clone();
    }

    public static Browser fresh() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var auth = new byte[SALT];
            new SecureRandom().nextBytes(auth);
            return new Browser((ECPrivateKey) pair.getPrivate(), bytes((ECPublicKey) pair.getPublic()), auth);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Of keys that are known. */
    static Browser of(String privateKey, String publicKey, String auth) throws GeneralSecurityException {
        var spec = new ECPrivateKeySpec(new BigInteger(1, decoded(privateKey)), curve());
        return new Browser(
                (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec), decoded(publicKey), decoded(auth));
    }

    /** What its script sends: {@code JSON.stringify(subscription)}. */
    public String described(String endpoint) {
        return "{\"endpoint\":\"" + endpoint + "\",\"expirationTime\":null,\"keys\":{\"p256dh\":\"" + encoded(publicKey)
                + "\",\"auth\":\"" + encoded(auth) + "\"}}";
    }

    public byte[] publicKey() {
        return publicKey.clone();
    }

    public byte[] auth() {
        return auth.clone();
    }

    /** What it reads; fails for what is not meant for it. */
    public String read(byte[] message) {
        try {
            return new String(opened(message), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("not for this browser", e);
        }
    }

    private byte[] opened(byte[] message) throws GeneralSecurityException {
        var in = ByteBuffer.wrap(message);
        var salt = taken(in, SALT);
        int recordSize = in.getInt();
        var sender = taken(in, in.get() & 0xff);
        var record = taken(in, in.remaining());
        if (record.length > recordSize) {
            throw new AssertionError("push services take one record");
        }
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(privateKey);
        agreement.doPhase(point(sender), true);
        var info = joined("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), publicKey, sender);
        var secret = expanded(hmac(auth, agreement.generateSecret()), info, 32);
        var random = hmac(salt, secret);
        var key = expanded(random, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16);
        var nonce = expanded(random, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        var padded = cipher.doFinal(record);
        int end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        if (padded[end] != 2) {
            throw new AssertionError("the last record ends with 2");
        }
        return Arrays.copyOf(padded, end);
    }

    private static byte[] taken(ByteBuffer in, int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] expanded(byte[] key, byte[] info, int length) throws GeneralSecurityException {
        return Arrays.copyOf(hmac(key, joined(info, new byte[] {1})), length);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new java.io.ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static ECPublicKey point(byte[] uncompressed) throws GeneralSecurityException {
        var x = new BigInteger(1, Arrays.copyOfRange(uncompressed, 1, 33));
        var y = new BigInteger(1, Arrays.copyOfRange(uncompressed, 33, 65));
        return (ECPublicKey)
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve()));
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static byte[] bytes(ECPublicKey key) {
        var bytes = new byte[65];
        bytes[0] = 4;
        put(key.getW().getAffineX(), bytes, 1);
        put(key.getW().getAffineY(), bytes, 33);
        return bytes;
    }

    private static void put(BigInteger coordinate, byte[] bytes, int at) {
        var plain = coordinate.toByteArray();
        int length = Math.min(32, plain.length);
        System.arraycopy(plain, plain.length - length, bytes, at + 32 - length, length);
    }

    static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
