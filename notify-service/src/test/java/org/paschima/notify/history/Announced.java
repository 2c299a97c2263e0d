package org.paschima.notify.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.paschima.contract.LogTopics;

/**
 * Whether a commit put into the outbox what it put into the nudge log and the receipts: each once, byte for byte, in the
 * order of its member.
 */
final class Announced {

    private final Map<String, List<String>> expected = new LinkedHashMap<>();
    private final Map<String, List<String>> told = new LinkedHashMap<>();

    Announced(List<BsonDocument> receipts, List<BsonDocument> entries, List<BsonDocument> pages) {
        receipts.forEach(receipt -> stored(LogTopics.DECISIONS, receipt, "never"));
        entries.forEach(entry -> stored(
                LogTopics.NUDGES,
                entry,
                entry.containsKey("validUntil")
                        ? Long.toString(entry.getDateTime("validUntil").getValue())
                        : "never"));
        pages.forEach(page -> page.getArray("messages").forEach(message -> announced(message.asDocument())));
    }

    private void stored(String topic, BsonDocument document, String until) {
        add(
                expected,
                topic + " " + document.getString("member").getValue(),
                document.getBinary("json").getData(),
                until);
    }

    private void announced(BsonDocument message) {
        add(
                told,
                message.getString("topic").getValue() + " "
                        + message.getString("key").getValue(),
                message.getBinary("value").getData(),
                message.containsKey("validUntil")
                        ? Long.toString(message.getDateTime("validUntil").getValue())
                        : "never");
    }

    private static void add(Map<String, List<String>> to, String stream, byte[] bytes, String until) {
        to.computeIfAbsent(stream, _ -> new ArrayList<>())
                .add(HexFormat.of().toHexDigits(Arrays.hashCode(bytes)) + " of " + bytes.length + " bytes, until "
                        + until);
    }

    /** What differs; empty if nothing does. */
    List<String> differences() {
        return expected.equals(told)
                ? List.of()
                : List.of("the outbox has " + told + " where the log and the receipts have " + expected);
    }
}
