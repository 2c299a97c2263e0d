package org.paschima.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A studio cannot have the service look around in its operator's network. */
class TargetsTest {

    private final Targets targets = Targets.publicOnly(InetAddress::getAllByName);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "127.1",
                "2130706433",
                "[::]",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:10.0.0.1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::1]",
                "[100::1]",
                "[2001::1]",
                "[2001:db8::1]",
                "[2002:7f00:1::]",
                "[3fff::1]",
                "[fc00::1]",
                "[fd12:3456::1]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]"
            })
    void an_address_that_is_not_public_is_never_connected_to_in_whatever_form_it_comes(String host)
            throws UnknownHostException {
        assertThat(targets.of(URI.create("https://" + host + "/hook"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "1.1.1.1", "172.32.0.1", "[2606:2800:21f:cb07::1]", "[2a00:1450::1]"})
    void a_public_one_is(String host) throws UnknownHostException {
        assertThat(targets.of(URI.create("https://" + host + "/hook"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/", "ftp://example.org/", "https://user@example.org/", "https:///path",
                        "example.org",
                "https://example.org/#part", "https://example.org:0/", "https://example.org:65536/",
                        "https://exa mple.org/", "file:///etc/passwd"
            })
    void text_that_is_no_such_address_is_refused_before_anything_is_looked_up(String text) {
        assertThat(targets.read(text)).isEmpty();
    }

    @Test
    void a_name_with_one_private_address_among_public_ones_is_refused() throws Exception {
        var mixed = Targets.publicOnly(
                _ -> new InetAddress[] {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")});

        assertThat(mixed.of(URI.create("https://mixed.example.org/"))).isEmpty();
    }

    @Test
    void what_is_connected_to_is_the_very_address_that_was_checked_though_the_name_changes() throws Exception {
        var answers = new ArrayList<>(List.of("1.1.1.1", "127.0.0.1"));
        var changing = Targets.publicOnly(_ -> new InetAddress[] {InetAddress.getByName(answers.removeFirst())});

        var first = changing.of(URI.create("https://changing.example.org/"));
        var second = changing.of(URI.create("https://changing.example.org/"));

        assertThat(first).contains(InetAddress.getByName("1.1.1.1"));
        assertThat(second).isEmpty();
    }

    @Test
    void where_an_operator_allows_it_private_addresses_and_plain_http_are_taken() throws Exception {
        var any = Targets.any(InetAddress::getAllByName);

        assertThat(any.of(URI.create("http://127.0.0.1:9/hook"))).isPresent();
        assertThat(any.read("http://user@127.0.0.1/")).isEmpty();
    }
}
