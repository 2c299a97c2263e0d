package org.paschima.insight.mongo;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;

/** What a batch does to one page of a month: pieces that are added, blindly, and pieces that are taken out. A page that is left without any is deleted, but for the first. */
final class MonthChange {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    /** What an element of an array takes beside its bytes. */
    private static final int BYTES_AN_ELEMENT = 12;

    private final String id;
    private final Map<Part, List<Binary>> added = new EnumMap<>(Part.class);
    private final Map<Part, List<Binary>> cut = new EnumMap<>(Part.class);
    private long bytes;
    private long offset = -1;
    private long late;
    private boolean isDropped;

    MonthChange(String id) {
        this.id = id;
    }

    static long bytes(Map<Part, byte[]> pieces) {
        long bytes = 0;
        for (var piece : pieces.values()) {
            bytes += BYTES_AN_ELEMENT + piece.length;
        }
        return bytes;
    }

    void add(Map<Part, byte[]> pieces, long at) {
        pieces.forEach((part, piece) ->
                added.computeIfAbsent(part, _ -> new ArrayList<>()).add(new Binary(piece)));
        bytes += bytes(pieces);
        reach(at);
    }

    void cut(Part part, byte[] piece) {
        cut.computeIfAbsent(part, _ -> new ArrayList<>()).add(new Binary(piece));
    }

    /** That something of this offset changes it. */
    void reach(long at) {
        offset = Math.max(offset, at);
    }

    boolean adds() {
        return !added.isEmpty();
    }

    /** That the page is deleted, as nothing is left in it. */
    MonthChange drop() {
        isDropped = true;
        return this;
    }

    /** What makes the revision of a page that is dropped is the first page's from now on, or an answer's revision would go back. */
    void takeOver(MonthChange dropped, MonthDocuments.Page page) {
        reach(Math.max(dropped.offset, page.offset()));
        late += page.late();
    }

    /** Adds what is to be written; {@code isLate} when it comes out of turn. */
    void appendTo(List<WriteModel<Document>> writes, boolean isLate) {
        if (isDropped) {
            writes.add(new DeleteOneModel<>(Filters.eq("_id", id)));
            return;
        }
        var update = new Document("$max", new Document("o", offset));
        var sums = new Document();
        if (isLate || late > 0) {
            sums.append("w", late + (isLate ? 1 : 0));
        }
        if (!added.isEmpty()) {
            sums.append("b", bytes);
            var push = new Document();
            added.forEach((part, pieces) -> push.append(part.field(), new Document("$each", pieces)));
            update.append("$push", push);
        }
        if (!sums.isEmpty()) {
            update.append("$inc", sums);
        }
        writes.add(new UpdateOneModel<>(Filters.eq("_id", id), update, UPSERT));
        if (!cut.isEmpty()) {
            var pull = new Document();
            cut.forEach((part, pieces) -> pull.append(part.field(), pieces));
            writes.add(new UpdateOneModel<>(Filters.eq("_id", id), new Document("$pullAll", pull)));
        }
    }
}
