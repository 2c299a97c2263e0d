package org.paschima.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.paschima.testkit.KillableJava;

/** A service in a JVM of its own, so that its processor time is its own. */
final class Child implements AutoCloseable {

    private final KillableJava java;
    private final String address;

    private Child(KillableJava java, String address) {
        this.java = java;
        this.address = address;
    }

    static Child start(Class<?> main, Map<String, String> settings) throws IOException, InterruptedException {
        var env = new HashMap<>(settings);
        env.putIfAbsent("LOG_LEVEL", "WARN");
        var java = KillableJava.start(main, env);
        var line = java.awaitLine(said -> said.contains(" ready on "));
        return new Child(java, line.substring(line.indexOf("http")).strip());
    }

    String address() {
        return address;
    }

    int port() {
        return java.net.URI.create(address).getPort();
    }

    Duration cpu() {
        return cpu(java.pid());
    }

    /** Processor time a process has used so far. */
    static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() throws InterruptedException {
        java.stop();
    }
}
