package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paschima.runtime.config.Env;
import org.paschima.runtime.config.InvalidConfigException;

class SessionConfigTest {

    private static SessionConfig read(Map<String, String> values) {
        var env = new Env(values);
        var config = SessionConfig.from(env);
        env.check();
        return config;
    }

    @Test
    void the_keys_of_the_issuer_are_all_that_must_be_said() {
        var config = read(Map.of("JWKS_FILE", "/keys/jwks.json"));

        assertThat(config.http().port()).isEqualTo(8081);
        assertThat(config.log().bootstrap()).isEqualTo("localhost:9092");
        assertThat(config.insight()).hasToString("http://localhost:8082");
        assertThat(config.log().partitions()).isEqualTo(64);
        assertThat(config.log().replication()).isEqualTo(1);
        assertThat(config.time()).isEqualTo(SessionConfig.TimeSource.SYSTEM);
    }

    @Test
    void every_problem_is_reported_at_once() {
        assertThatThrownBy(() -> read(Map.of(
                        "HTTP_PORT", "eighty",
                        "INSIGHT_URL", "not a url",
                        "MEMBER_LOG_PARTITIONS", "0",
                        "MEMBER_LOG_REPLICATION", "many",
                        "CLOCK", "sundial",
                        "START_PATIENCE", "a while")))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        e -> assertThat(String.join("\n", e.problems()))
                                .contains(
                                        "HTTP_PORT",
                                        "INSIGHT_URL",
                                        "MEMBER_LOG_PARTITIONS",
                                        "MEMBER_LOG_REPLICATION",
                                        "CLOCK",
                                        "START_PATIENCE",
                                        "JWKS_URL"));
    }

    @Test
    void the_clock_can_be_made_settable() {
        assertThat(read(Map.of("JWKS_FILE", "k", "CLOCK", "settable")).time())
                .isEqualTo(SessionConfig.TimeSource.SETTABLE);
    }
}
