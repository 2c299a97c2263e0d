package org.paschima.insight.mongo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.paschima.contract.RecordId;
import org.paschima.insight.mongo.NamePieces.Name;
import org.paschima.insight.store.KeptRecord;

/** The surviving records of a member, some at a time in memory. */
final class AllRecords implements RecordReads.Survivors {

    private static final int AT_ONCE = 200;

    private final NamedMonths months;
    private final Function<List<RecordId>, List<KeptRecord>> find;
    private Iterator<Name> names = Collections.emptyIterator();
    private Iterator<KeptRecord> found = Collections.emptyIterator();

    /** Takes what gives the records of some ids, in their order. */
    AllRecords(NamedMonths months, Function<List<RecordId>, List<KeptRecord>> find) {
        this.months = months;
        this.find = find;
    }

    @Override
    public boolean hasNext() {
        while (!found.hasNext()) {
            var ids = new ArrayList<RecordId>(AT_ONCE);
            while (ids.size() < AT_ONCE && (names.hasNext() || months.hasNext())) {
                if (names.hasNext()) {
                    ids.add(names.next().id());
                } else {
                    names = months.next().names().iterator();
                }
            }
            if (ids.isEmpty()) {
                return false;
            }
            found = find.apply(ids).iterator();
        }
        return true;
    }

    @Override
    public KeptRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return found.next();
    }

    @Override
    public void close() {
        months.close();
    }
}
