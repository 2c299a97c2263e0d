package org.paschima.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for an address is one line that a relay understands, and leads where it says. */
class MailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "anne@example.org, anne@example.org",
        "Anne.B+pauses@Example.ORG, Anne.B+pauses@example.org",
        "o'hara@example.org, o'hara@example.org",
        "anne@bücher.example, anne@xn--bcher-kva.example",
        "anne@пример.example, anne@xn--e1afmkfd.example",
        "$NOW@example.org, $NOW@example.org"
    })
    void an_address_is_written_as_the_network_knows_it(String written, String sent) {
        assertThat(MailAddress.of(written).map(MailAddress::text)).contains(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anne",
                "@example.org",
                "anne@",
                "anne@localhost",
                "anne@[127.0.0.1]",
                "anne@127.0.0.1",
                "anne@-example.org",
                "anne@example..org",
                ".anne@example.org",
                "anne.@example.org",
                "an ne@example.org",
                "\"anne\"@example.org",
                "anne@example.org\r\nBcc: all@example.org",
                "anne\r\nRCPT TO:<bodo@example.org>@example.org",
                "anne@example.org\n",
                "anne@exam\u0000ple.org",
                "<anne@example.org>",
                "Anne <anne@example.org>",
                "anne@example.org,bodo@example.org",
                "änne@example.org",
                "anne@straße.example",
                "anne@example.org>"
            })
    void what_is_none_or_would_be_read_in_two_ways_is_not_taken(String written) {
        assertThat(MailAddress.of(written)).isEmpty();
    }

    @Test
    void no_part_is_longer_than_smtp_has_it() {
        var label = "a".repeat(63);
        assertThat(MailAddress.of("a".repeat(64) + "@example.org")).isPresent();
        assertThat(MailAddress.of("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(MailAddress.of("a@" + label + ".example")).isPresent();
        assertThat(MailAddress.of("a@" + label + "b.example")).isEmpty();
        assertThat(MailAddress.of("a@" + (label + ".").repeat(3) + "a".repeat(57) + ".org"))
                .isEmpty();
        assertThat(MailAddress.of("a@" + "ü".repeat(200) + ".org")).isEmpty();
    }

    @Test
    void spellings_of_one_mailbox_are_counted_as_one_and_neither_text_nor_count_shows_it() {
        var one = MailAddress.of("Anne+1@example.org").orElseThrow();
        var other = MailAddress.of("anne@EXAMPLE.org").orElseThrow();

        assertThat(one.mailbox())
                .isEqualTo(other.mailbox())
                .isNotEqualTo(MailAddress.of("bodo@example.org").orElseThrow().mailbox())
                .doesNotContain("anne");
        assertThat(one.toString()).doesNotContainIgnoringCase("anne");
    }
}
