package org.paschima.contract;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact about one member, in the past tense. Facts of one member are ordered by their place in the log; which of two
 * versions wins does not depend on that order.
 */
public sealed interface Fact {

    /** A write of one record: a version of it, or its deletion. The highest {@link #rank()} wins. */
    sealed interface OfRecord extends Fact {
        RecordId id();

        Rank rank();
    }

    /** A version of a record. */
    record Recorded(MemberRecord record, String digest) implements OfRecord {
        @Override
        public RecordId id() {
            return record.head().id();
        }

        @Override
        public Rank rank() {
            return new Rank(record.head().version(), false, digest);
        }
    }

    /** The deletion of a record, itself a version. */
    record Deleted(RecordId id, long version, OffsetDateTime at, String digest) implements OfRecord {
        @Override
        public Rank rank() {
            return new Rank(version, true, digest);
        }
    }

    /** A fully replaced setting of the member. The highest {@link #rank()} of its kind wins. */
    sealed interface OfMember extends Fact {
        Rank rank();
    }

    record ProfileChanged(Profile profile, String digest) implements OfMember {
        @Override
        public Rank rank() {
            return new Rank(profile.version(), false, digest);
        }
    }

    record ConsentsChanged(Consents consents, String digest) implements OfMember {
        @Override
        public Rank rank() {
            return new Rank(consents.version(), false, digest);
        }
    }

    record ScreeningChanged(Screening screening, String digest) implements OfMember {
        @Override
        public Rank rank() {
            return new Rank(screening.version(), false, digest);
        }
    }

    /**
     * A nudge plan was sent. It holds from its place in the log on if the plan before it there is one of {@code ifMatch}
     * and ranks lower; which of two that were sent at once does, the log decides.
     *
     * @param ifMatch tags ({@link Rank#tag()}, or {@link #NO_PLAN}) of which the plan before must have one; null: any
     */
    record NudgePlanChanged(
            NudgePlan plan, String digest, @Nullable List<String> ifMatch) implements OfMember {

        /** The tag of a member who never sent a plan. */
        public static final String NO_PLAN = "none";

        public NudgePlanChanged {
            ifMatch = ifMatch == null ? null : List.copyOf(ifMatch);
        }

        @Override
        public Rank rank() {
            return new Rank(plan.version(), false, digest);
        }

        /** Whether it may replace a plan of this rank; null when there is none. */
        public boolean matches(@Nullable Rank before) {
            return ifMatch == null || ifMatch.contains(before == null ? NO_PLAN : before.tag());
        }
    }

    record NudgeFateReported(NudgeFate fate) implements Fact {}

    /** The member wants nudges again: no snooze and no pause made before it in the log holds any more. */
    record NudgesResumed(OffsetDateTime at) implements Fact {}

    /**
     * The member wants no nudges for a while. The pause that was made last in the log holds, and ends by itself.
     *
     * @param until null: until the member wants them again
     */
    record NudgesPaused(OffsetDateTime at, @Nullable OffsetDateTime until) implements Fact {

        /** How long a pause may last that ends by itself. */
        public static final Duration LONGEST = Duration.ofDays(366);
    }

    /**
     * The member has seen what a check is suggested for, and goes on (domain.md §5.1, tier ROUTINE).
     *
     * @param through the position of the log up to which it was seen, one that holds a fact; null for all before
     */
    record CareDismissed(OffsetDateTime at, @Nullable LogPosition through) implements Fact {

        public CareDismissed {
            if (through != null && through.offset() < 0) {
                throw new IllegalArgumentException("through must be a position that holds a fact");
            }
        }
    }
}
