package org.paschima.insight;

import java.time.Duration;
import org.paschima.http.HttpConfig;
import org.paschima.http.auth.TokenConfig;
import org.paschima.insight.http.DashboardConfig;
import org.paschima.runtime.config.Env;
import org.paschima.store.BackingConfig;

/**
 * Everything insight-service can be told from outside.
 *
 * @param readsAtOnce how many queries may be at the store at once; more wait for their turn
 * @param waitsAtOnce how many requests may wait for a position to be folded
 * @param exportsAtOnce how many exports may be under way at once, a quarter of what is free for each caller
 * @param experimentDrawKey the secret that the draws of self-experiments are made with; the same on every instance
 * @param populationRefresh the age at which the sums over members are taken anew
 * @param populationMembers how many members of a tenant go into them
 * @param dashboard what the page is told that is served at {@code /}
 */
public record InsightConfig(
        HttpConfig http,
        TokenConfig tokens,
        BackingConfig backing,
        int readsAtOnce,
        int waitsAtOnce,
        int exportsAtOnce,
        String experimentDrawKey,
        Duration populationRefresh,
        int populationMembers,
        TimeSource time,
        DashboardConfig dashboard) {

    /** Whose time it is. */
    public enum TimeSource {
        SYSTEM,
        SETTABLE
    }

    static final int DEFAULT_PORT = 8082;

    public static InsightConfig from(Env env) {
        return new InsightConfig(
                HttpConfig.from(env, DEFAULT_PORT),
                TokenConfig.from(env),
                BackingConfig.from(env, "insight"),
                env.integer("READS_AT_ONCE", 64, 1, 10_000, "queries at the store at once; more wait for their turn"),
                env.integer("WAITS_AT_ONCE", 10_000, 1, 1_000_000, "requests that wait for minAsOf; more are refused"),
                env.integer("EXPORTS_AT_ONCE", 32, 1, 10_000, "exports under way at once; more are refused"),
                env.required(
                        "EXPERIMENT_DRAW_KEY",
                        "the secret that self-experiments are drawn with, the same on every instance"),
                env.duration(
                        "POPULATION_REFRESH",
                        Duration.ofHours(1),
                        "age at which the sums over members who consent to research are taken anew"),
                env.integer("POPULATION_MEMBERS", 2_000, 0, 1_000_000, "members of a tenant that go into those sums"),
                env.oneOf(
                        "CLOCK",
                        TimeSource.class,
                        TimeSource.SYSTEM,
                        "system, or settable for tests and demonstrations (PUT /v1/clock)"),
                DashboardConfig.from(env));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "InsightConfig[" + backing + "]";
    }
}
