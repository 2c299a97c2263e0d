package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.paschima.contract.MemberId;
import org.paschima.notify.calendar.CalendarStore;
import org.paschima.notify.calendar.NudgeCalendar;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/**
 * Calendars beside the webhooks, in the database that is no product of the log and so outlives a rebuild. One document for a
 * member, with one digest: the moment another is written, the one before is nowhere.
 */
public final class MongoCalendars implements CalendarStore {

    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> calendars;

    public MongoCalendars(MongoStore store) {
        store.ensureCollections("calendars");
        this.calendars = store.database().getCollection("calendars");
        calendars.createIndex(Indexes.ascending("digest"), new IndexOptions().unique(true));
    }

    @Override
    public NudgeCalendar address(MemberId member, String digest, String id, Instant at) {
        var update = combine(set("digest", digest), set("addressedAt", Date.from(at)), setOnInsert("id", id));
        return asking(() -> {
            try {
                return addressed(member, update);
            } catch (MongoCommandException e) {
                // Two who ask at once may both mean to insert; then the other one has.
                if (ErrorCategory.fromErrorCode(e.getErrorCode()) != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                return addressed(member, update);
            }
        });
    }

    private NudgeCalendar addressed(MemberId member, Bson update) {
        return read(Objects.requireNonNull(calendars.findOneAndUpdate(eq("_id", member.key()), update, UPSERT)));
    }

    @Override
    public Optional<NudgeCalendar> of(MemberId member) {
        return first(eq("_id", member.key()));
    }

    @Override
    public Optional<NudgeCalendar> addressedBy(String digest) {
        return first(eq("digest", digest));
    }

    @Override
    public boolean remove(MemberId member) {
        return asking(() -> calendars.deleteOne(eq("_id", member.key())).getDeletedCount() == 1);
    }

    private Optional<NudgeCalendar> first(Bson which) {
        return asking(() -> Optional.ofNullable(calendars.find(which).first()).map(MongoCalendars::read));
    }

    private static NudgeCalendar read(Document document) {
        return new NudgeCalendar(
                MemberId.parse(document.getString("_id")),
                document.getString("id"),
                document.getDate("addressedAt").toInstant());
    }

    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }
}
