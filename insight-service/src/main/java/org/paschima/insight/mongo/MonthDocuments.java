package org.paschima.insight.mongo;

import com.mongodb.client.model.Projections;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/**
 * Pages of months: {@code {_id, o, w, b}} and one array of pieces for each {@link Part}: the page's id, {@link Revision}, the bytes that ever
 * came ({@link MonthPages}). The first page of a month stays when it lost its last record, and has the revision of further pages that did: else an
 * answer's revision could go back to one that meant other data.
 *
 * <p>They are read from the bytes that the store sends: a tree of them would take longer than all that is made of it.
 */
final class MonthDocuments {

    static final String COLLECTION = "months";

    /** Pieces of a part in a month, most of the time. */
    private static final int USUAL = 32;

    private static final Map<String, Part> PARTS = parts();

    private MonthDocuments() {}

    private static Map<String, Part> parts() {
        var parts = new HashMap<String, Part>();
        for (var part : Part.values()) {
            parts.put(part.field(), part);
        }
        return Map.copyOf(parts);
    }

    /** These parts, and what makes a revision. */
    static Bson fields(Collection<Part> parts) {
        var fields = new ArrayList<>(List.of("o", "w"));
        parts.forEach(part -> fields.add(part.field()));
        return Projections.include(fields);
    }

    /** One piece, where it lies in the bytes of its page. */
    @SuppressWarnings("ArrayRecordComponent") // a view, never compared
    record Piece(byte[] bytes, int from, int end) {
        PieceReader reader() {
            return new PieceReader(bytes, from, end);
        }

        byte[] copied() {
            return Arrays.copyOfRange(bytes, from, end);
        }
    }

    /** A page as it was read: what the projection left of it. */
    record Page(String id, long offset, long late, Map<Part, List<Piece>> parts) {
        MonthKey month() {
            return MonthKey.ofPage(id);
        }

        /** Whether it is the page that a month has in any case. */
        boolean isFirst() {
            return id.equals(month().id());
        }

        /** Of its month alone: whose it is was asked for. */
        YearMonth yearMonth() {
            int begin = id.lastIndexOf('/') + 1;
            return YearMonth.parse(id.substring(begin, begin + MonthKey.MONTH_LENGTH));
        }

        boolean isOfInstruments() {
            return id.startsWith(MonthKey.INSTRUMENTS, id.lastIndexOf('/') + 1 + MonthKey.MONTH_LENGTH);
        }

        List<Piece> pieces(Part part) {
            return parts.getOrDefault(part, List.of());
        }

        void forEachPiece(BiConsumer<Part, Piece> each) {
            parts.forEach((part, pieces) -> pieces.forEach(piece -> each.accept(part, piece)));
        }
    }

    static Page page(RawBsonDocument document) {
        var buffer = document.getByteBuffer().asNIO();
        if (buffer.hasArray() && buffer.arrayOffset() + buffer.position() == 0) {
            return new Reading(buffer.array()).page(); // which may go on behind the document
        }
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new Reading(bytes).page();
    }

    /** Goes once over the bytes of a document. */
    private static final class Reading {
        private final byte[] bytes;
        private final ByteBuffer numbers;
        private int at = Integer.BYTES;

        Reading(byte[] bytes) {
            this.bytes = bytes;
            this.numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        Page page() {
            var id = "";
            long offset = -1;
            long late = 0;
            var parts = new EnumMap<Part, List<Piece>>(Part.class);
            for (int type = bytes[at++]; type != 0; type = bytes[at++]) {
                var name = name();
                int begin = at;
                skip(type);
                switch (name) {
                    case "_id" ->
                        id = new String(
                                bytes, begin + Integer.BYTES, numbers.getInt(begin) - 1, StandardCharsets.UTF_8);
                    case "o" -> offset = numbers.getLong(begin);
                    case "w" -> late = numbers.getLong(begin);
                    default -> {
                        var part = PARTS.get(name);
                        if (part != null) {
                            parts.put(part, pieces(begin));
                        }
                    }
                }
            }
            return new Page(id, offset, late, parts);
        }

        private List<Piece> pieces(int begin) {
            var pieces = new ArrayList<Piece>(USUAL);
            int next = begin + Integer.BYTES;
            while (bytes[next] != 0) {
                next++;
                while (bytes[next] != 0) {
                    next++;
                }
                int length = numbers.getInt(++next);
                next += Integer.BYTES + 1;
                pieces.add(new Piece(bytes, next, next + length));
                next += length;
            }
            return pieces;
        }

        private String name() {
            int begin = at;
            while (bytes[at] != 0) {
                at++;
            }
            return new String(bytes, begin, at++ - begin, StandardCharsets.UTF_8);
        }

        private void skip(int type) {
            at += switch (BsonType.findByValue(type)) {
                case STRING -> Integer.BYTES + numbers.getInt(at);
                case ARRAY -> numbers.getInt(at);
                case INT64 -> Long.BYTES;
                case INT32 -> Integer.BYTES;
                case DOUBLE -> Double.BYTES;
                default -> throw new IllegalStateException("a month has no fields of type " + type);
            };
        }
    }
}
