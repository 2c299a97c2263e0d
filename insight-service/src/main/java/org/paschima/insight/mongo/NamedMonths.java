package org.paschima.insight.mongo;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.mongo.MonthDocuments.Page;
import org.paschima.insight.mongo.NamePieces.Name;

/** Months with the names of all their records, one after the other, read as they are asked for. */
final class NamedMonths implements Iterator<NamedMonths.Named>, AutoCloseable {

    private static final Comparator<Name> IN_ORDER = Comparator.comparing(
                    (Name name) -> name.bucket().key())
            .thenComparing(name -> name.id().id());

    private final MongoCursor<RawBsonDocument> pages;
    private @Nullable Page ahead;

    /** Takes the pages of one member, in the order of their ids. */
    NamedMonths(FindIterable<RawBsonDocument> pages) {
        this.pages = pages.cursor();
    }

    /**
     * A month.
     *
     * @param names in the order of days and parts of days, then of ids
     * @param pages how many were read for it
     */
    record Named(YearMonth month, List<Name> names, Revision revision, int pages) {}

    @Override
    public boolean hasNext() {
        return ahead != null || pages.hasNext();
    }

    @Override
    public Named next() {
        var first = take();
        if (first == null) {
            throw new NoSuchElementException();
        }
        var month = first.month().month();
        var revision = new Revision();
        var names = new ArrayList<Name>();
        int count = 0;
        for (var page = first; page != null; page = take()) {
            if (!page.month().month().equals(month)) {
                ahead = page;
                break;
            }
            revision.add(page);
            NamePieces.read(page, names::add);
            count++;
        }
        names.sort(IN_ORDER);
        return new Named(month, names, revision, count);
    }

    private @Nullable Page take() {
        var taken = ahead;
        ahead = null;
        return taken != null ? taken : pages.hasNext() ? MonthDocuments.page(pages.next()) : null;
    }

    @Override
    public void close() {
        pages.close();
    }
}
