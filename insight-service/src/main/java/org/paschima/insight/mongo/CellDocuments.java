package org.paschima.insight.mongo;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Moment;
import org.paschima.contract.Side;
import org.paschima.insight.domain.AxisCell;
import org.paschima.insight.domain.CellKey;
import org.paschima.insight.domain.DayCells;
import org.paschima.insight.domain.MeasureCell;
import org.paschima.insight.domain.MeasureKey;
import org.paschima.insight.domain.Posture;
import org.paschima.insight.domain.Quantity;
import org.paschima.insight.domain.Report;

/**
 * Derived cells as they are stored: {@code {c: {t, m, p, a, b}, t, z}}, being ratings, measures, posture, practices,
 * pairs, and time and zone of the last record. What is empty is left out.
 *
 * <p>A rating is ten bytes: time, hour, value. The sums of domain.md §2.1 follow from them exactly and are not stored a
 * second time.
 */
final class CellDocuments {

    private static final int REPORT_BYTES = Long.BYTES + 2;

    private CellDocuments() {}

    static void write(DayCells cells, Document document) {
        var derived = new Document();
        put(derived, "t", ratings(cells));
        put(derived, "m", measures(cells));
        if (cells.posture().checks() > 0) {
            derived.append("p", posture(cells.posture()));
        }
        put(derived, "a", cells.practices().stream().map(CellDocuments::practised).toList());
        put(derived, "b", cells.pairs().stream().map(CellDocuments::pair).toList());
        document.append("c", derived);
        var last = cells.last();
        if (last != null) {
            document.append("t", Date.from(last.at())).append("z", last.zone().getId());
        }
    }

    /** The cells of a document, with the records that the projection left in it. */
    static DayCells read(Document document) {
        var derived = document.get("c", Document.class);
        if (derived == null) {
            return DayCells.EMPTY;
        }
        var posture = derived.get("p", Document.class);
        return new DayCells(
                ratings(derived),
                measures(derived),
                posture == null ? Posture.EMPTY : posture(posture),
                list(derived, "a").stream().map(CellDocuments::practised).toList(),
                list(derived, "b").stream().map(CellDocuments::pair).toList(),
                DayDocuments.listed(document),
                last(document));
    }

    private static void put(Document document, String name, List<Document> items) {
        if (!items.isEmpty()) {
            document.append(name, items);
        }
    }

    private static List<Document> list(Document document, String name) {
        var items = document.getList(name, Document.class);
        return items == null ? List.of() : items;
    }

    private static DayCells.@Nullable LastRecord last(Document document) {
        var at = document.getDate("t");
        return at == null
                ? null
                : new DayCells.LastRecord(at.toInstant(), ZoneId.of(document.getString("z")));
    }

    // --- ratings

    private static List<Document> ratings(DayCells cells) {
        var documents = new ArrayList<Document>();
        cells.ratings()
                .forEach((key, reports) -> documents.add(new Document("q", key.quantity().name())
                        .append("r", key.region())
                        .append("s", key.side().name())
                        .append("b", bytes(reports))));
        return documents;
    }

    private static Binary bytes(List<Report> reports) {
        var bytes = ByteBuffer.allocate(reports.size() * REPORT_BYTES);
        for (var report : reports) {
            bytes.putLong(report.at().toEpochMilli()).put((byte) report.hour()).put((byte) report.value());
        }
        return new Binary(bytes.array());
    }

    private static TreeMap<CellKey, List<Report>> ratings(Document derived) {
        var ratings = new TreeMap<CellKey, List<Report>>();
        for (var document : list(derived, "t")) {
            var key = new CellKey(
                    Quantity.valueOf(document.getString("q")),
                    document.getString("r"),
                    Side.valueOf(document.getString("s")));
            var bytes = ByteBuffer.wrap(document.get("b", Binary.class).getData());
            var reports = new ArrayList<Report>(bytes.capacity() / REPORT_BYTES);
            while (bytes.hasRemaining()) {
                reports.add(new Report(Instant.ofEpochMilli(bytes.getLong()), bytes.get(), bytes.get()));
            }
            ratings.put(key, reports);
        }
        return ratings;
    }

    // --- measures

    private static List<Document> measures(DayCells cells) {
        var documents = new ArrayList<Document>();
        cells.measures()
                .forEach((key, cell) -> documents.add(new Document("m", key.measure())
                        .append("s", key.side().name())
                        .append("n", cell.n())
                        .append("y", cell.sum())
                        .append("yy", cell.sumOfSquares())
                        .append("lo", cell.min())
                        .append("hi", cell.max())
                        .append("t", Date.from(cell.last()))));
        return documents;
    }

    private static TreeMap<MeasureKey, MeasureCell> measures(Document derived) {
        var measures = new TreeMap<MeasureKey, MeasureCell>();
        for (var document : list(derived, "m")) {
            measures.put(
                    new MeasureKey(document.getString("m"), Side.valueOf(document.getString("s"))),
                    new MeasureCell(
                            document.getLong("n"),
                            document.getLong("y"),
                            document.getLong("yy"),
                            document.getLong("lo"),
                            document.getLong("hi"),
                            document.getDate("t").toInstant()));
        }
        return measures;
    }

    // --- posture

    private static Document posture(Posture posture) {
        return new Document("n", posture.checks())
                .append("fb", axis(posture.frontBack()))
                .append("ss", axis(posture.sideSide()));
    }

    private static Posture posture(Document document) {
        return new Posture(
                document.getInteger("n"), axis(document, "fb"), axis(document, "ss"));
    }

    private static List<Double> axis(AxisCell axis) {
        return Arrays.asList(
                (double) axis.n(),
                axis.signed(),
                axis.absolute(),
                axis.min(),
                axis.max(),
                (double) axis.low(),
                (double) axis.high(),
                (double) axis.under(),
                (double) axis.over());
    }

    private static AxisCell axis(Document document, String name) {
        var of = document.getList(name, Double.class);
        return new AxisCell(
                of.get(0).intValue(),
                of.get(1),
                of.get(2),
                of.get(3),
                of.get(4),
                of.get(5).intValue(),
                of.get(6).intValue(),
                of.get(7).intValue(),
                of.get(8).intValue());
    }

    // --- practices and pairs

    private static Document practised(DayCells.Practised practised) {
        return new Document("i", practised.id())
                .append("p", practised.practice())
                .append("n", practised.minutes())
                .append("c", practised.context())
                .append("w", practised.moment().name());
    }

    private static DayCells.Practised practised(Document document) {
        return new DayCells.Practised(
                document.getString("i"),
                document.getString("p"),
                document.getDouble("n"),
                document.getString("c"),
                Moment.valueOf(document.getString("w")));
    }

    private static Document pair(DayCells.Pair pair) {
        return new Document("r", pair.region())
                .append("s", pair.side().name())
                .append("p", pair.practice())
                .append("b", pair.before())
                .append("a", pair.after());
    }

    private static DayCells.Pair pair(Document document) {
        return new DayCells.Pair(
                document.getString("r"),
                Side.valueOf(document.getString("s")),
                document.getString("p"),
                document.getInteger("b"),
                document.getInteger("a"));
    }
}
