package org.paschima.http.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The tokens found good, by digest so that none is kept, each until it expires; of too many, those that are asked for
 * most are kept. Safe for any thread.
 */
final class VerifiedTokens {
    private final InstantSource time;
    private final Cache<Digest, Caller> callers;

    private record Digest(long a, long b, long c, long d) {}

    VerifiedTokens(int atMost, InstantSource time) {
        this.time = time;
        this.callers = Caffeine.newBuilder()
                .maximumSize(atMost)
                .expireAfter(Expiry.<Digest, Caller>creating((_, caller) -> untilExpiry(caller)))
                .executor(Runnable::run) // what it does then is short, and never waits
                .build();
    }

    /** How long the entry takes room. Whether a token holds is judged by our own clock, at each use. */
    private Duration untilExpiry(Caller caller) {
        return Duration.between(time.instant(), caller.expiresAt());
    }

    @Nullable
    Caller find(String token) {
        var digest = digestOf(token);
        var caller = callers.getIfPresent(digest);
        if (caller == null || caller.expiresAt().isAfter(time.instant())) {
            return caller;
        }
        callers.invalidate(digest);
        return null;
    }

    void remember(String token, Caller caller) {
        callers.put(digestOf(token), caller);
    }

    void forgetAll() {
        callers.invalidateAll();
    }

    long size() {
        return callers.estimatedSize();
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
