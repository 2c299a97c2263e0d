package org.paschima.insight.mongo;

import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.Rank;
import org.paschima.insight.domain.experiment.OpenCare;
import org.paschima.insight.domain.experiment.OpenCare.Reported;
import org.paschima.insight.domain.experiment.OpenCare.Said;

/**
 * What a member reported and stated of symptoms: {@code {_id, s, q}}, all but the member {@link Opaque}: symptoms {@code {i, c, t, v, g, o}}
 * (record, code, claimed time, version, digest, offset); statements {@code {i, t, v, g, o, w}} (record, claimed time,
 * version, digest, offset, which).
 */
final class CareDocuments {

    static final String COLLECTION = "care";

    private static final Set<String> READABLE = Set.of("_id");

    private CareDocuments() {}

    static Document document(String member, OpenCare care) {
        var symptoms = care.symptoms().stream()
                .map(symptom -> place(symptom.record(), symptom.at(), symptom.rank(), symptom.offset())
                        .append("c", symptom.code()))
                .toList();
        var statements = care.statements().entrySet().stream()
                .map(said -> place(
                                said.getKey(),
                                said.getValue().at(),
                                said.getValue().rank(),
                                said.getValue().offset())
                        .append("w", said.getValue().statement().name()))
                .toList();
        return Opaque.closed(new Document("_id", member).append("s", symptoms).append("q", statements), READABLE);
    }

    private static Document place(String record, Instant at, Rank rank, long offset) {
        return new Document("i", record)
                .append("t", at.toString())
                .append("v", rank.version())
                .append("g", rank.digest())
                .append("o", offset);
    }

    static OpenCare care(Document stored) {
        var document = Opaque.opened(stored);
        var statements = new TreeMap<String, Said>();
        for (var said : document.getList("q", Document.class)) {
            statements.put(
                    said.getString("i"),
                    new Said(rank(said), at(said), said.getLong("o"), Statement.valueOf(said.getString("w"))));
        }
        return new OpenCare(
                document.getList("s", Document.class).stream()
                        .map(symptom -> new Reported(
                                symptom.getString("i"),
                                symptom.getString("c"),
                                at(symptom),
                                rank(symptom),
                                symptom.getLong("o")))
                        .toList(),
                statements);
    }

    /** A deletion neither reports nor states anything. */
    private static Rank rank(Document document) {
        return new Rank(document.getLong("v"), false, document.getString("g"));
    }

    private static Instant at(Document document) {
        return Instant.parse(document.getString("t"));
    }
}
