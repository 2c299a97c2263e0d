package org.paschima.notify.domain;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.paschima.contract.Fact;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordId;

/**
 * The highest rank that ever came of each record, by which a version wins or has lost for ever.
 *
 * <p>It is remembered of every record of every kind and age: a version may be sent again after years, and may move a
 * record to another time or kind. So it is kept beside the member's state, which forgets what is past. Holds the ranks of
 * the records of one batch, and what the batch changes of them.
 */
public final class Ranks {

    private final Map<String, Rank> known;
    private final Map<String, Rank> risen = new HashMap<>();

    /** With what is stored, by {@link #key}. */
    public Ranks(Map<String, Rank> stored) {
        this.known = new HashMap<>(stored);
    }

    /** Neither a tenant nor a member nor a record has a slash in its id. */
    public static String key(String member, RecordId record) {
        return member + "/" + record.id();
    }

    /** Whether a version outranks all that came before it; then it is the one to be outranked. */
    public boolean wins(String member, MemberState state, Fact.OfRecord version) {
        var key = key(member, version.id());
        var highest = known.get(key);
        // Before ranks were kept, the state alone remembered some.
        var remembered = state.records().rankOf(version.id().id());
        if (remembered != null && (highest == null || remembered.beats(highest))) {
            highest = remembered;
            take(key, remembered);
        }
        if (highest != null && !version.rank().beats(highest)) {
            return false;
        }
        take(key, version.rank());
        return true;
    }

    private void take(String key, Rank rank) {
        known.put(key, rank);
        risen.put(key, rank);
    }

    /** What has to be stored. */
    public Map<String, Rank> risen() {
        return Collections.unmodifiableMap(risen);
    }
}
