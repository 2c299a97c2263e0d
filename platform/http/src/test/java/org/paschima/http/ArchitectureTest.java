package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.paschima.testkit.Laws;

/** The laws of package names ({@link Laws}). */
class ArchitectureTest {

    @Test
    void the_code_keeps_the_laws() {
        assertThat(Laws.of("org.paschima.http", "WIRING").violations()).isEmpty();
    }
}
