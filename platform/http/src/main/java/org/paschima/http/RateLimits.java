package org.paschima.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.paschima.http.HttpLimits.Rate;
import org.paschima.http.auth.Asker;

/**
 * How many requests callers and tenants may still send: a bucket each, that fills evenly over the window and never above the
 * rate. A refusal takes nothing. Any thread may call any method.
 */
final class RateLimits {

    private static final double NANOS = 1e9;

    private final Rate perCaller;
    private final Rate perTenant;
    private final ConcurrentHashMap<Asker, Bucket> callers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Bucket> tenants = new ConcurrentHashMap<>();

    /** What is left, as of a time. */
    private record Bucket(double left, long at) {
        static Bucket filled(@Nullable Bucket before, Rate rate, long now) {
            if (before == null) {
                return new Bucket(rate.requests(), now);
            }
            double more = (now - before.at) / (double) rate.window().toNanos() * rate.requests();
            return new Bucket(Math.min(rate.requests(), before.left + more), now);
        }
    }

    RateLimits(Rate perCaller, Rate perTenant) {
        this.perCaller = perCaller;
        this.perTenant = perTenant;
    }

    /**
     * Counts a request, or says why it is one too many.
     *
     * @param now in nanoseconds, of any origin
     */
    Optional<Problem> take(Asker asker, long now) {
        if (perCaller.requests() > 0 && !take(callers, asker, perCaller, now)) {
            return Optional.of(refusal("caller", perCaller, left(callers.get(asker), perCaller, now), "you"));
        }
        if (perTenant.requests() > 0 && !take(tenants, asker.tenant(), perTenant, now)) {
            callers.computeIfPresent(asker, (_, bucket) -> new Bucket(bucket.left + 1, bucket.at));
            return Optional.of(
                    refusal("tenant", perTenant, left(tenants.get(asker.tenant()), perTenant, now), "your studio"));
        }
        return Optional.empty();
    }

    private static <K> boolean take(ConcurrentHashMap<K, Bucket> buckets, K key, Rate rate, long now) {
        var taken = new boolean[1];
        buckets.compute(key, (_, before) -> {
            var bucket = Bucket.filled(before, rate, now);
            taken[0] = bucket.left >= 1;
            return taken[0] ? new Bucket(bucket.left - 1, now) : bucket;
        });
        return taken[0];
    }

    private static double left(@Nullable Bucket bucket, Rate rate, long now) {
        return Bucket.filled(bucket, rate, now).left;
    }

    private static Problem refusal(String policy, Rate rate, double left, String whose) {
        long seconds = Math.max(1, rate.window().toSeconds());
        double wait = (1 - left) / rate.requests() * rate.window().toNanos() / NANOS;
        return Problem.of(
                        ProblemType.RATE_LIMITED,
                        "at most " + rate.requests() + " requests in " + seconds + " s are taken from " + whose)
                .retryAfter(Duration.ofNanos((long) (wait * NANOS)))
                .withHeader("RateLimit-Policy", "\"" + policy + "\";q=" + rate.requests() + ";w=" + seconds)
                .withHeader(
                        "RateLimit",
                        "\"" + policy + "\";r=" + (long) left + ";t=" + Math.max(1, (long) Math.ceil(wait)));
    }

    /** Forgets whose buckets are full again. */
    void forgetIdle(long now) {
        callers.values().removeIf(bucket -> left(bucket, perCaller, now) >= perCaller.requests());
        tenants.values().removeIf(bucket -> left(bucket, perTenant, now) >= perTenant.requests());
    }

    int known() {
        return callers.size() + tenants.size();
    }
}
