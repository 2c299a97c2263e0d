package org.paschima.insight.store;

/** What became of a record. */
public sealed interface RecordFate {

    /** No version of it was ever folded. */
    record NeverSeen() implements RecordFate {}

    record Deleted(long version) implements RecordFate {}

    record Kept(KeptRecord record) implements RecordFate {}
}
