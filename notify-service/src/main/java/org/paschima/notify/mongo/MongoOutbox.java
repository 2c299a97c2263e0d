package org.paschima.notify.mongo;

import com.mongodb.MongoException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.paschima.notify.delivery.Outbox;
import org.paschima.notify.mongo.FormerMarks.Mark;
import org.paschima.notify.mongo.OutboxPages.Waiting;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/** The unpublished part of the nudge log and of the decisions. */
public final class MongoOutbox implements Outbox {

    private final OutboxPages pages;
    private final FormerMarks former;

    public MongoOutbox(MongoStore store) {
        this.pages = new OutboxPages(store);
        this.former = new FormerMarks(store);
    }

    /** What a release before left goes first, and alone: what pages say of a member came later. */
    @Override
    public List<Unpublished> next(Collection<Integer> partitions, int most) {
        try {
            var marked = former.next(partitions, most);
            return marked.isEmpty() ? inPages(partitions, most) : marked;
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    private List<Unpublished> inPages(Collection<Integer> partitions, int most) {
        var next = new ArrayList<Unpublished>();
        for (var page : pages.first(partitions, most)) {
            for (var each : page.messages()) {
                next.add(new Unpublished(
                        page.id(), each.message(), each.validUntil() == null ? Instant.MAX : each.validUntil()));
            }
        }
        return next;
    }

    @Override
    public void published(List<Unpublished> told, List<Unpublished> left) {
        var done = new LinkedHashSet<Object>();
        told.forEach(each -> done.add(each.page()));
        var kept = left.stream().collect(Collectors.groupingBy(Unpublished::page));
        done.removeAll(kept.keySet());
        try {
            former.remove(of(Mark.class, done));
            pages.delete(of(ObjectId.class, done));
            kept.forEach((page, messages) -> {
                if (page instanceof ObjectId id) {
                    pages.keep(id, messages.stream().map(MongoOutbox::waiting).toList());
                }
            });
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    private static <T> List<T> of(Class<T> kind, Iterable<?> all) {
        var some = new ArrayList<T>();
        for (var each : all) {
            if (kind.isInstance(each)) {
                some.add(kind.cast(each));
            }
        }
        return some;
    }

    private static Waiting waiting(Unpublished unpublished) {
        return new Waiting(
                unpublished.message(), unpublished.validUntil().equals(Instant.MAX) ? null : unpublished.validUntil());
    }
}
