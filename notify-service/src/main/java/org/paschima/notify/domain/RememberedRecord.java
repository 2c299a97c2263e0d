package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.Position;
import org.paschima.contract.Rank;

/**
 * What is remembered of the winning version of one record: only what a nudge may depend on.
 *
 * @param at when it happened; of a deletion, when it was deleted
 */
public record RememberedRecord(Rank rank, Instant at, What what) {

    /** A practice without an end counts as going on for so long: a forgotten one must not silence nudges for ever. */
    static final Duration STILL_GOING = Duration.ofHours(4);

    /** The part of a record that matters here. */
    public sealed interface What {

        /** A practice; null while it is still going. */
        record Practised(@Nullable Instant end) implements What {}

        /**
         * How a member was in a posture check.
         *
         * @param frontBack how far front or back it felt, −3 to +3 (domain.md §1.2); null where that was not said
         * @param position remembered where the plan has triggers; else null
         */
        record Felt(@Nullable Integer frontBack, @Nullable Position position) implements What {}

        /**
         * What ends a care hold.
         *
         * @param offset where it stands in the log: it can end only what stands before it
         * @param byMember whether it is the member's own word; no other ends anything
         */
        record Stated(Statement statement, long offset, boolean byMember) implements What {}

        /** Deleted, or corrected to something that does not matter here; kept so that an older version cannot return. */
        record Nothing() implements What {}
    }

    /** When the practice ended, or will be taken to have. */
    static Instant endOf(Instant start, @Nullable Instant end) {
        return end == null ? start.plus(STILL_GOING) : end;
    }
}
