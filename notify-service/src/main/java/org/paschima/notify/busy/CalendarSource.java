package org.paschima.notify.busy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where calendars are fetched from: any server that a member names. */
@FunctionalInterface
public interface CalendarSource {

    /**
     * Fetches what is there. Blocks, within bounds of time and size.
     *
     * @param entityTag what is known already, so that it is not sent again; null for nothing
     */
    Fetched fetch(URI address, @Nullable String entityTag, @Nullable String modified) throws InterruptedException;

    /** What came. */
    sealed interface Fetched {

        /** A file, whatever is in it. */
        record File(
                String text,
                @Nullable String entityTag,
                @Nullable String modified) implements Fetched {}

        /** It is as it was. */
        record Unchanged() implements Fetched {}

        /** None; {@code again}: not before that, as the server asks. */
        record Failed(Trouble trouble, int status, Optional<Duration> again) implements Fetched {}
    }
}
