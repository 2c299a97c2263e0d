package org.paschima.insight.mongo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.paschima.contract.Side;
import org.paschima.insight.domain.day.AxisCell;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.MeasureCell;
import org.paschima.insight.domain.day.Reported;
import org.paschima.insight.domain.day.TensionCell;

/**
 * Derived cells as they are stored: {@code {t, p, s, m, fb, ss, v, k}}: tension, pain, stress, measures, the two posture
 * axes, sessions, checks ({@link HappeningDocuments}). What is empty is left out.
 *
 * <p>A report is ten bytes: time, hour, value. The sums of domain.md §2.1 follow from them exactly and are not stored a
 * second time. A measured value is sixteen: time, value in fixed point. Before format 6 there were only sums of them,
 * {@code y}, which are still read.
 */
final class CellDocuments {

    private static final int REPORT_BYTES = Long.BYTES + 2;
    private static final int CAPTURE_BYTES = 2 * Long.BYTES;

    private CellDocuments() {}

    static Document document(DayCells cells) {
        var document = new Document();
        put(document, "t", ratings(cells.tension()));
        put(document, "p", ratings(cells.pain()));
        if (!cells.stress().isEmpty()) {
            document.append("s", cell(new Document(), cells.stress()));
        }
        put(document, "m", measures(cells.measures()));
        axis(document, "fb", cells.frontBack());
        axis(document, "ss", cells.sideSide());
        put(
                document,
                "v",
                cells.sessions().stream().map(HappeningDocuments::session).toList());
        put(
                document,
                "k",
                cells.checks().stream().map(HappeningDocuments::check).toList());
        return document;
    }

    static DayCells cells(Document document, List<DayCells.RecordRef> records) {
        var stress = document.get("s", Document.class);
        return new DayCells(
                ratings(document, "t"),
                ratings(document, "p"),
                stress == null ? TensionCell.EMPTY : cell(stress),
                measures(document),
                axis(document, "fb"),
                axis(document, "ss"),
                list(document, "v").stream().map(HappeningDocuments::session).toList(),
                list(document, "k").stream().map(HappeningDocuments::check).toList(),
                records);
    }

    private static void put(Document document, String name, List<?> items) {
        if (!items.isEmpty()) {
            document.append(name, items);
        }
    }

    private static List<Document> list(Document document, String name) {
        var items = document.getList(name, Document.class);
        return items == null ? List.of() : items;
    }

    // --- ratings

    private static List<Document> ratings(Map<CellKey, TensionCell> cells) {
        var documents = new ArrayList<Document>();
        cells.forEach((key, cell) -> documents.add(
                cell(new Document("r", key.region()).append("s", key.side().name()), cell)));
        return documents;
    }

    private static SortedMap<CellKey, TensionCell> ratings(Document document, String name) {
        var cells = new TreeMap<CellKey, TensionCell>();
        for (var each : list(document, name)) {
            cells.put(new CellKey(each.getString("r"), Side.valueOf(each.getString("s"))), cell(each));
        }
        return cells;
    }

    private static Document cell(Document document, TensionCell cell) {
        var bytes = ByteBuffer.allocate(cell.reports().size() * REPORT_BYTES);
        for (var report : cell.reports()) {
            bytes.putLong(report.epochSecond()).put((byte) report.localHour()).put((byte) report.value());
        }
        document.append("y", new Binary(bytes.array()));
        if (cell.pairs() > 0) {
            document.append("n", cell.pairs()).append("b", cell.sumBefore()).append("a", cell.sumAfter());
        }
        return document;
    }

    private static TensionCell cell(Document document) {
        var bytes = ByteBuffer.wrap(document.get("y", Binary.class).getData());
        var reports = new ArrayList<Reported>(bytes.capacity() / REPORT_BYTES);
        while (bytes.hasRemaining()) {
            reports.add(new Reported(bytes.getLong(), bytes.get(), bytes.get()));
        }
        return document.containsKey("n")
                ? TensionCell.of(reports, document.getLong("n"), document.getLong("b"), document.getLong("a"))
                : TensionCell.of(reports);
    }

    // --- measures and posture

    private static List<Document> measures(Map<String, MeasureCell> measures) {
        var documents = new ArrayList<Document>();
        measures.forEach((measure, cell) -> {
            var bytes = ByteBuffer.allocate(cell.captures().size() * CAPTURE_BYTES);
            for (var capture : cell.captures()) {
                bytes.putLong(capture.epochSecond()).putLong(capture.value());
            }
            documents.add(new Document("m", measure).append("z", new Binary(bytes.array())));
        });
        return documents;
    }

    private static SortedMap<String, MeasureCell> measures(Document document) {
        var measures = new TreeMap<String, MeasureCell>();
        for (var each : list(document, "m")) {
            measures.put(each.getString("m"), measure(each));
        }
        return measures;
    }

    private static MeasureCell measure(Document document) {
        var sums = document.getList("y", Long.class);
        if (sums != null) {
            var untimed = new MeasureCell.Untimed(
                    sums.get(0), sums.get(1), sums.get(2), sums.get(3), sums.get(4), sums.get(5));
            return new MeasureCell(List.of(), untimed);
        }
        var bytes = ByteBuffer.wrap(document.get("z", Binary.class).getData());
        var captures = new ArrayList<MeasureCell.Capture>(bytes.capacity() / CAPTURE_BYTES);
        while (bytes.hasRemaining()) {
            captures.add(new MeasureCell.Capture(bytes.getLong(), bytes.getLong()));
        }
        return MeasureCell.of(captures);
    }

    private static void axis(Document document, String name, AxisCell axis) {
        if (axis.n() > 0) {
            document.append(
                    name,
                    List.of(
                            axis.n(),
                            axis.signed(),
                            axis.absolute(),
                            axis.up(),
                            axis.down(),
                            axis.min(),
                            axis.max(),
                            axis.extremesUp(),
                            axis.extremesDown()));
        }
    }

    private static AxisCell axis(Document document, String name) {
        var of = document.getList(name, Long.class);
        return of == null
                ? AxisCell.EMPTY
                : new AxisCell(
                        of.get(0), of.get(1), of.get(2), of.get(3), of.get(4), of.get(5), of.get(6), of.get(7),
                        of.get(8));
    }
}
