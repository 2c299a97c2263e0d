package org.paschima.insight.mongo;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.CheckDone;
import org.paschima.insight.domain.day.SessionDone;

/**
 * Sessions and checks as a day stores them. What is null, empty or false is left out.
 *
 * <p>A session: {@code {i, t, e, h, c, w, s, x, o, b, a}}: id, start, end, hour, context, moment, segments {@code {p, m,
 * q}} (practice, minutes, cues), stopped early, concurrent, ratings before and after {@code {r, s, v}}. A check: {@code {i,
 * t, h, p, c, k, f, g, e, s, m, l}}: id, instant, hour, position, context, comfortable, felt front-back and side-side, ears
 * and shoulders, measures {@code {m, v}}, side tension.
 */
final class HappeningDocuments {

    private HappeningDocuments() {}

    // --- sessions

    static Document session(SessionDone done) {
        var document = new Document("i", done.id().id()).append("t", done.startedAt());
        put(document, "e", done.endedAt());
        document.append("h", done.localHour())
                .append("c", done.context())
                .append("w", done.moment().name())
                .append("s", done.parts().stream().map(HappeningDocuments::part).toList());
        if (done.stoppedEarly()) {
            document.append("x", true);
        }
        putList(document, "o", done.concurrent());
        putList(document, "b", ratings(done.before()));
        putList(document, "a", ratings(done.after()));
        return document;
    }

    static SessionDone session(Document document) {
        return new SessionDone(
                RecordId.parse(document.getString("i")),
                document.getLong("t"),
                document.getLong("e"),
                document.getInteger("h"),
                document.getString("c"),
                Moment.valueOf(document.getString("w")),
                list(document, "s", Document.class).stream()
                        .map(HappeningDocuments::part)
                        .toList(),
                document.getBoolean("x", false),
                list(document, "o", String.class),
                ratings(document, "b"),
                ratings(document, "a"));
    }

    private static Document part(SessionDone.Part part) {
        var document = new Document("p", part.practice()).append("m", part.minutes());
        putList(document, "q", part.cues());
        put(document, "a", part.activity());
        return document;
    }

    private static SessionDone.Part part(Document document) {
        return new SessionDone.Part(
                document.getString("p"),
                document.getDouble("m"),
                list(document, "q", String.class),
                document.getString("a"));
    }

    private static List<Document> ratings(SortedMap<CellKey, Integer> ratings) {
        return ratings.entrySet().stream()
                .map(rated -> new Document("r", rated.getKey().region())
                        .append("s", rated.getKey().side().name())
                        .append("v", rated.getValue()))
                .toList();
    }

    private static SortedMap<CellKey, Integer> ratings(Document document, String name) {
        var ratings = new TreeMap<CellKey, Integer>();
        for (var each : list(document, name, Document.class)) {
            ratings.put(new CellKey(each.getString("r"), Side.valueOf(each.getString("s"))), each.getInteger("v"));
        }
        return ratings;
    }

    // --- checks

    static Document check(CheckDone seen) {
        var document = new Document("i", seen.id().id()).append("t", seen.at()).append("h", seen.localHour());
        var position = seen.position();
        put(document, "p", position == null ? null : position.name());
        put(document, "c", seen.context());
        put(document, "k", seen.comfortable());
        put(document, "f", seen.frontBack());
        put(document, "g", seen.sideSide());
        put(document, "e", seen.ears());
        put(document, "s", seen.shoulders());
        putList(
                document,
                "m",
                seen.measured().stream()
                        .map(each -> new Document("m", each.measure()).append("v", each.value()))
                        .toList());
        put(document, "l", seen.sideTension());
        return document;
    }

    static CheckDone check(Document document) {
        var position = document.getString("p");
        return new CheckDone(
                RecordId.parse(document.getString("i")),
                document.getLong("t"),
                document.getInteger("h"),
                position == null ? null : Position.valueOf(position),
                document.getString("c"),
                document.getBoolean("k"),
                document.getInteger("f"),
                document.getInteger("g"),
                document.getInteger("e"),
                document.getInteger("s"),
                list(document, "m", Document.class).stream()
                        .map(each -> new CheckDone.Measured(each.getString("m"), each.getDouble("v")))
                        .toList(),
                document.getDouble("l"));
    }

    // --- fields

    private static void put(Document document, String name, @Nullable Object value) {
        if (value != null) {
            document.append(name, value);
        }
    }

    private static void putList(Document document, String name, List<?> items) {
        if (!items.isEmpty()) {
            document.append(name, items);
        }
    }

    private static <T> List<T> list(Document document, String name, Class<T> type) {
        var items = document.getList(name, type);
        return items == null ? List.of() : items;
    }
}
