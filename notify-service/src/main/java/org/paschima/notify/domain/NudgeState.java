package org.paschima.notify.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeEvent.WithdrawalReason;

/**
 * Where a nudge is in its life, and how it came there (docs/adr/0063): planned, sent, delivered, opened, and over in one of
 * five ways. What a state has no method for cannot happen to it: nothing happens to a nudge that is over.
 */
public sealed interface NudgeState {

    /** When it came to be so. */
    Instant at();

    /** A decision point whose nudge is not in the log yet; {@code at} is its moment. */
    record Planned(Instant at) implements NudgeState {
        Sent sent(Instant when) {
            return new Sent(this, when);
        }
    }

    /** The member may still be shown it. */
    sealed interface Open extends NudgeState {

        Sent sent();

        /** When each channel that acknowledges had it, by the label of the channel. */
        SortedMap<String, Instant> delivered();

        default @Nullable Instant opened() {
            return null;
        }

        default Acted acted(Instant when) {
            return new Acted(this, when);
        }

        default Dismissed dismissed(Instant when) {
            return new Dismissed(this, when);
        }

        default Snoozed snoozed(Instant when) {
            return new Snoozed(this, when);
        }

        default Expired expired(Instant when) {
            return new Expired(this, when);
        }

        default Withdrawn withdrawn(Instant when, WithdrawalReason reason) {
            return new Withdrawn(this, when, reason);
        }
    }

    /** Nobody told that it was looked at. */
    sealed interface Unopened extends Open {
        default Opened opened(Instant when) {
            return new Opened(this, when);
        }
    }

    /** It is in the log, from which all channels take it. */
    record Sent(Planned planned, Instant at) implements Unopened {
        @Override
        public Sent sent() {
            return this;
        }

        @Override
        public SortedMap<String, Instant> delivered() {
            return Collections.emptySortedMap();
        }

        Delivered delivered(SortedMap<String, Instant> by) {
            return new Delivered(this, by);
        }
    }

    /** A channel that acknowledges had it, at least one. */
    record Delivered(Sent sent, SortedMap<String, Instant> delivered) implements Unopened {
        public Delivered {
            if (delivered.isEmpty()) {
                throw new IllegalArgumentException("delivered must name a channel");
            }
            delivered = Collections.unmodifiableSortedMap(new TreeMap<>(delivered));
        }

        /** When the first channel had it. */
        @Override
        public Instant at() {
            return Collections.min(delivered.values());
        }
    }

    record Opened(Unopened before, Instant at) implements Open {
        @Override
        public Sent sent() {
            return before.sent();
        }

        @Override
        public SortedMap<String, Instant> delivered() {
            return before.delivered();
        }

        @Override
        public Instant opened() {
            return at;
        }
    }

    /** Nothing more happens to it. */
    sealed interface Over extends NudgeState {

        /** What it was, and had been, when it ended. */
        Open before();
    }

    record Acted(Open before, Instant at) implements Over {}

    record Dismissed(Open before, Instant at) implements Over {}

    record Snoozed(Open before, Instant at) implements Over {}

    /** Nobody answered as long as it held. */
    record Expired(Open before, Instant at) implements Over {}

    record Withdrawn(Open before, Instant at, WithdrawalReason reason) implements Over {}

    /** How answers call it. */
    default String word() {
        return switch (this) {
            case Planned _ -> "planned";
            case Sent _ -> "sent";
            case Delivered _ -> "delivered";
            case Opened _ -> "opened";
            case Acted _ -> "acted";
            case Dismissed _ -> "dismissed";
            case Snoozed _ -> "snoozed";
            case Expired _ -> "expired";
            case Withdrawn _ -> "withdrawn";
        };
    }
}
