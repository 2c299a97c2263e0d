package org.paschima.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class FreePortTest {

    private static final int FIRST_OF_OUTGOING_CONNECTIONS = 32_768;

    @Test
    void no_outgoing_connection_is_given_such_a_port() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(FreePort.next()).isGreaterThan(1_024).isLessThan(FIRST_OF_OUTGOING_CONNECTIONS);
        }
    }

    @Test
    void a_port_that_is_listened_on_is_not_given() throws IOException {
        var listening = new ArrayList<ServerSocket>();
        var taken = new HashSet<Integer>();
        try {
            for (int i = 0; i < 500; i++) {
                int port = FreePort.next();
                assertThat(taken.add(port)).isTrue();
                listening.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
            }
        } finally {
            for (var each : listening) {
                each.close();
            }
        }
    }
}
