package org.paschima.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** In another JVM, takes all the memory that there is as soon as a file asks for it. The file is gone first. */
public final class HungryAgent {

    static final String EAT = "eat";

    private static final int BITE = 8 << 20;

    private HungryAgent() {}

    /** Begins to wait for the file, in this folder. */
    public static void premain(String folder) {
        var file = Path.of(folder, EAT);
        var thread = new Thread(() -> eat(file), "hungry");
        thread.setDaemon(true);
        thread.start();
    }

    private static void eat(Path file) {
        try {
            while (!Files.deleteIfExists(file)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Object[] eaten = {};
        while (true) {
            eaten = new Object[] {eaten, new byte[BITE]};
        }
    }
}
