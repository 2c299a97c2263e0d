package org.paschima.bench;

import com.mongodb.client.MongoClient;
import java.util.Locale;
import org.bson.Document;

/**
 * What a database takes, in bytes: its documents as they are, compressed as they lie on the disk, and its indexes.
 *
 * @param free of files of documents and indexes, what is there to be used again
 */
record Footprint(long data, long storage, long indexes, long free) {

    /** Once all of it is written out. */
    static Footprint of(MongoClient client, String database) {
        client.getDatabase("admin").runCommand(new Document("fsync", 1));
        var told = client.getDatabase(database).runCommand(new Document("dbStats", 1).append("freeStorage", 1));
        return new Footprint(
                bytes(told, "dataSize"),
                bytes(told, "storageSize"),
                bytes(told, "indexSize"),
                bytes(told, "totalFreeStorageSize"));
    }

    private static long bytes(Document told, String name) {
        return told.get(name, Number.class).longValue();
    }

    /** For each of so many records. */
    String of(long records) {
        return String.format(
                Locale.ROOT,
                "bytes a record: %,d of data, %,d on the disk, %,d of indexes; %,d of these are free again",
                data / records,
                storage / records,
                indexes / records,
                free / records);
    }
}
