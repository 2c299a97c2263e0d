package org.paschima.http.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens found good, by digest so that none is kept, each until it expires.
 *
 * <p>Two generations bound the memory without a queue: a hit in the old one moves up, and when the young one is full
 * it becomes the old one. Safe for any thread; a race loses an entry at worst, which costs one more check.
 */
final class VerifiedTokens {
    private final int perGeneration;
    private final InstantSource time;
    private volatile Map<Digest, Caller> young = new ConcurrentHashMap<>();
    private volatile Map<Digest, Caller> old = new ConcurrentHashMap<>();

    private record Digest(long a, long b, long c, long d) {}

    VerifiedTokens(int atMost, InstantSource time) {
        this.perGeneration = Math.max(1, atMost / 2);
        this.time = time;
    }

    @Nullable
    Caller find(String token) {
        var digest = digestOf(token);
        var caller = young.get(digest);
        if (caller == null) {
            caller = old.get(digest);
            if (caller == null) {
                return null;
            }
            put(digest, caller);
        }
        if (caller.expiresAt().isAfter(time.instant())) {
            return caller;
        }
        young.remove(digest);
        old.remove(digest);
        return null;
    }

    void remember(String token, Caller caller) {
        put(digestOf(token), caller);
    }

    synchronized void forgetAll() {
        young = new ConcurrentHashMap<>();
        old = new ConcurrentHashMap<>();
    }

    int size() {
        return young.size() + old.size();
    }

    private void put(Digest digest, Caller caller) {
        young.put(digest, caller);
        if (young.size() > perGeneration) {
            growOld();
        }
    }

    private synchronized void growOld() {
        if (young.size() > perGeneration) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    private static Digest digestOf(String token) {
        try {
            var bytes = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
            return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
