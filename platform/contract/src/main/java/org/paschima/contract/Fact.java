package org.paschima.contract;

import java.time.OffsetDateTime;

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

    record NudgePlanChanged(NudgePlan plan, String digest) implements OfMember {
        @Override
        public Rank rank() {
            return new Rank(plan.version(), false, digest);
        }
    }

    record NudgeFateReported(NudgeFate fate) implements Fact {}
}
