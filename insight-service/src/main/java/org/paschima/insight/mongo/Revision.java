package org.paschima.insight.mongo;

import org.bson.Document;
import org.paschima.insight.store.Snapshot;

/**
 * What tells two states of the same documents apart: the largest offset among the changes in them ({@code o}), and how
 * often something older changed them out of turn ({@code w}, when it ever happened). Neither ever falls, and each change
 * raises one of them; a generation has numbers of its own, since a rebuild may derive other things from the same facts.
 */
final class Revision {

    private static final int OFFSET_BITS = 40;
    private static final int LATE_BITS = 12;

    private long offset = -1;
    private long late;

    /** What a document contains. */
    void add(Document document) {
        reach(document.getLong("o"));
        late += document.get("w", 0L);
    }

    /** What a page of a month contains. */
    void add(MonthDocuments.Page page) {
        reach(page.offset());
        late += page.late();
    }

    /** What another answer contains. */
    void add(Revision other) {
        reach(other.offset);
        late += other.late;
    }

    static Revision at(long changedAt) {
        var revision = new Revision();
        revision.reach(changedAt);
        return revision;
    }

    void reach(long changedAt) {
        offset = Math.max(offset, changedAt);
    }

    /** Something older comes now. */
    void late() {
        late++;
    }

    void appendTo(Document document) {
        document.append("o", offset);
        if (late > 0) {
            document.append("w", late);
        }
    }

    /** −1 when there was never anything. */
    long value() {
        return offset < 0 ? -1 : offset + (late << OFFSET_BITS);
    }

    /** The same answer, as one of a generation. */
    static <T> Snapshot<T> inGeneration(int number, Snapshot<T> seen) {
        long before = (long) (number - Generations.FIRST) << (OFFSET_BITS + LATE_BITS);
        return seen.revision() < 0 ? seen : new Snapshot<>(seen.asOf(), seen.revision() + before, seen.content());
    }
}
