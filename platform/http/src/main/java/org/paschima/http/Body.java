package org.paschima.http;

import java.util.List;

/** What a route reads. A request that names no content type counts as one of the first. */
public sealed interface Body {

    /** No body; one that comes all the same is thrown away. */
    record None() implements Body {}

    /** A body that is there, whole, before the handler is called. */
    record Whole(List<String> types, long most) implements Body {
        public Whole {
            types = List.copyOf(types);
        }
    }

    /** A body that the handler reads piece by piece from {@link Call#stream()}. */
    record Streamed(List<String> types, long most) implements Body {
        public Streamed {
            types = List.copyOf(types);
        }
    }

    /** No body: the connection becomes a WebSocket that speaks this subprotocol. */
    record Upgraded(String subprotocol) implements Body {}

    /** The content types that are read; none if no body is. */
    default List<String> types() {
        return switch (this) {
            case None _, Upgraded _ -> List.of();
            case Whole whole -> whole.types;
            case Streamed streamed -> streamed.types;
        };
    }

    /** How many bytes it may have, unpacked. */
    default long most() {
        return switch (this) {
            case None _, Upgraded _ -> 0;
            case Whole whole -> whole.most;
            case Streamed streamed -> streamed.most;
        };
    }

    /** Whether there is something to read. */
    default boolean isThere() {
        return this instanceof Whole || this instanceof Streamed;
    }

    default boolean isStreamed() {
        return this instanceof Streamed;
    }
}
