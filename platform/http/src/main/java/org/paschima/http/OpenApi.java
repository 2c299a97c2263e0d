package org.paschima.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The description of a service's routes, {@code openapi.json} beside one of its classes. */
public final class OpenApi {

    private static final String NAME = "openapi.json";

    private OpenApi() {}

    /** The document, as it is served. */
    public static byte[] beside(Class<?> service) {
        try (var in = Objects.requireNonNull(
                service.getResourceAsStream(NAME),
                () -> NAME + " is part of the module of " + service.getSimpleName())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
