package org.paschima.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.paschima.testkit.Laws;

/** The laws of package names ({@link Laws}). */
class ArchitectureTest {

    @Test
    void the_code_keeps_the_laws() {
        assertThat(Laws.of("org.paschima.runtime", "WIRING").violations()).isEmpty();
    }
}
