package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.paschima.testkit.Laws;

/** The laws of package names ({@link Laws}), and that each finds what is planted to break it. */
class ArchitectureTest {

    private final Laws laws = Laws.of("org.paschima.notify", "NotifyService")
            .withDomain()
            .keptApart("..delivery..", "..http..", "..kafka..", "..mongo..", "io.vertx..")
            .keptApart("..busy..", "..http..", "..kafka..", "..mongo..", "io.vertx..")
            .keptApart("..calendar..", "..http..", "..kafka..", "..mongo..", "io.vertx..")
            .keptApart("..mail..", "..http..", "..kafka..", "..mongo..", "io.vertx..")
            .keptApart("..push..", "..http..", "..kafka..", "..mongo..", "io.vertx..")
            .keptApart("..webhook..", "..http..", "..kafka..", "..mongo..", "io.vertx..");

    @Test
    void the_code_keeps_the_laws() {
        assertThat(laws.violations()).isEmpty();
    }

    @Test
    void every_law_finds_the_violation_planted_for_it() {
        assertThat(laws.passOverPlanted()).isEmpty();
    }
}
