package org.paschima.session.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.Identifiers;

class SourceTest {

    @ParameterizedTest
    @CsvSource({"studio-app, studio-app", "A.b_c-9, A.b_c-9", "https://x/y, https---x-y", "é, -", "'', app"})
    void a_client_becomes_an_identifier(String client, String source) {
        assertThat(Source.ofClient(client)).isEqualTo(source);
    }

    @Test
    void no_client_is_app() {
        assertThat(Source.ofClient(null)).isEqualTo("app");
    }

    @Test
    void a_long_client_is_cut_to_what_an_identifier_may_have() {
        assertThat(Source.ofClient("x".repeat(200)))
                .satisfies(each -> assertThat(Identifiers.isIdentifier(each)).isTrue());
    }
}
