package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.paschima.http.HttpLimits.Rate;
import org.paschima.http.auth.Asker;

class RateLimitsTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final long SECOND = 1_000_000_000L;
    private static final Asker A1 = new Asker("a", "1");
    private static final Asker A2 = new Asker("a", "2");
    private static final Asker B1 = new Asker("b", "1");

    @Test
    void a_caller_above_its_rate_is_told_when_to_come_back_and_is_taken_then() {
        var limits = new RateLimits(new Rate(5, WINDOW), new Rate(0, WINDOW));

        assertThat(taken(limits, A1, 10, 0)).isEqualTo(5);
        var refusal = limits.take(A1, 0).orElseThrow();
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.headers())
                .containsEntry("Retry-After", "2")
                .containsEntry("RateLimit-Policy", "\"caller\";q=5;w=10")
                .containsEntry("RateLimit", "\"caller\";r=0;t=2");
        assertThat(limits.take(A1, 2 * SECOND)).isEmpty();
        assertThat(limits.take(A2, 0)).isEmpty();
    }

    @Test
    void a_tenant_above_its_rate_leaves_other_tenants_theirs_and_its_callers_their_own() {
        var limits = new RateLimits(new Rate(5, WINDOW), new Rate(8, WINDOW));

        assertThat(taken(limits, A1, 5, 0)).isEqualTo(5);
        assertThat(taken(limits, A2, 5, 0)).isEqualTo(3);
        assertThat(limits.take(A2, 0).orElseThrow().headers()).containsEntry("RateLimit-Policy", "\"tenant\";q=8;w=10");
        assertThat(limits.take(B1, 0)).isEmpty();
        assertThat(taken(limits, A2, 5, WINDOW.toNanos())).isEqualTo(5);
    }

    @Test
    void nothing_is_saved_up_beyond_the_rate() {
        var limits = new RateLimits(new Rate(5, WINDOW), new Rate(0, WINDOW));
        assertThat(taken(limits, A1, 5, 0)).isEqualTo(5);

        assertThat(taken(limits, A1, 50, 1_000 * SECOND)).isEqualTo(5);
    }

    @Test
    void a_rate_of_nought_counts_nobody_and_who_is_quiet_is_forgotten() {
        var none = new RateLimits(new Rate(0, WINDOW), new Rate(0, WINDOW));
        assertThat(taken(none, A1, 1_000, 0)).isEqualTo(1_000);
        assertThat(none.known()).isZero();

        var limits = new RateLimits(new Rate(5, WINDOW), new Rate(50, WINDOW));
        assertThat(taken(limits, A1, 3, 0)).isEqualTo(3);
        limits.forgetIdle(SECOND);
        assertThat(limits.known()).isEqualTo(1); // the tenant has its fifty again
        limits.forgetIdle(10 * SECOND);
        assertThat(limits.known()).isZero();
    }

    private static int taken(RateLimits limits, Asker asker, int asked, long now) {
        int taken = 0;
        for (int i = 0; i < asked; i++) {
            taken += limits.take(asker, now).isEmpty() ? 1 : 0;
        }
        return taken;
    }
}
