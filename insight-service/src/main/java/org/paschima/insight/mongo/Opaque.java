package org.paschima.insight.mongo;

import java.nio.ByteBuffer;
import java.util.Set;
import org.bson.BsonBinaryReader;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;

/**
 * What only this service reads of a document, as one byte string that the store does not look into: so it can be sealed under
 * a key of the member later. It begins with the version of its form. What was stored before there were such strings is read
 * as it is.
 */
final class Opaque {

    static final String FIELD = "p";

    private static final byte BSON = 1;
    private static final DocumentCodec CODEC = new DocumentCodec();

    private Opaque() {}

    /** The same with all but a few fields closed. */
    static Document closed(Document document, Set<String> readable) {
        var left = new Document();
        var closed = new Document();
        document.forEach((name, value) -> (readable.contains(name) ? left : closed).append(name, value));
        var bson = new RawBsonDocument(closed, CODEC).getByteBuffer();
        var bytes = new byte[1 + bson.remaining()];
        bytes[0] = BSON;
        bson.get(bytes, 1, bson.remaining());
        return left.append(FIELD, new Binary(bytes));
    }

    /** The document as it was closed. */
    static Document opened(Document stored) {
        if (!(stored.get(FIELD) instanceof Binary part)) {
            return stored;
        }
        var bytes = part.getData();
        if (bytes[0] != BSON) {
            throw new IllegalStateException("a newer release wrote this: form " + bytes[0] + " of what is stored");
        }
        var document = new Document(stored);
        document.remove(FIELD);
        try (var reader =
                new BsonBinaryReader(ByteBuffer.wrap(bytes, 1, bytes.length - 1).slice())) {
            document.putAll(CODEC.decode(reader, DecoderContext.builder().build()));
        }
        return document;
    }
}
