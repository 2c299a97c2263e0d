package org.paschima.backing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback interface that nobody listened on a moment ago.
 *
 * <p>They lie below the ports that systems hand out for outgoing connections (32768 up on Linux, 49152 up elsewhere): one of
 * those may be taken by any connection that is opened between this answer and the bind.
 */
public final class FreePort {

    static final int FIRST = 20_000;
    static final int END = 32_000;
    private static final int TRIES = 1_000;

    private FreePort() {}

    public static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " to " + (END - 1) + " is free on loopback");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}
