package org.paschima.contract.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The tie-break between different contents under one version: the first 128 bits of SHA-256, in hex. */
final class Digest {

    private static final int BYTES = 16;

    private Digest() {}

    static String of(byte[] value) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(value);
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
