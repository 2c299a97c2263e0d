package org.paschima.insight.mongo;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Moment;
import org.paschima.insight.domain.helps.Credit;
import org.paschima.insight.domain.helps.Population;
import org.paschima.insight.domain.helps.PopulationSums;
import org.paschima.insight.domain.helps.PopulationSums.Compared;
import org.paschima.insight.domain.helps.PopulationSums.Of;
import org.paschima.insight.domain.helps.PopulationSums.Sums;
import org.paschima.insight.domain.helps.Unit;

/**
 * The sums over a tenant's members: {@code {_id, claimed, at, m, u, r}}: tenant, until when someone is taking them, when they
 * were taken, members, and of each unit {@code {b, i, w, m, n, c, s, e, q}}: by, id, moment, members, pairs, Σδ, Σδ²,
 * Σ(Σδ)²/n, Σn². {@code r} is of pairs without practice, {@code {m, f, b, p, a}}: members, freedom, Σpre², Σpre·post, Σpost²
 * about each member's means; sums taken before there was such a thing have none.
 */
final class PopulationDocuments {

    static final String COLLECTION = "population";

    private PopulationDocuments() {}

    static Document document(String tenant, PopulationSums sums, Instant at) {
        return new Document("_id", tenant)
                .append("at", Date.from(at))
                .append("m", sums.members())
                .append(
                        "u",
                        sums.sums().entrySet().stream()
                                .map(each -> unit(each.getKey(), each.getValue()))
                                .toList())
                .append("r", document(sums.compared()));
    }

    private static Document document(Compared compared) {
        return new Document("m", compared.members())
                .append("f", compared.freedom())
                .append("b", compared.before())
                .append("p", compared.products())
                .append("a", compared.after());
    }

    private static Compared compared(@Nullable Document document) {
        return document == null
                ? Compared.NONE
                : new Compared(
                        document.getLong("m"),
                        document.getLong("f"),
                        document.getDouble("b"),
                        document.getDouble("p"),
                        document.getDouble("a"));
    }

    private static Document unit(Of of, Sums sums) {
        var document = new Document("b", of.by().name()).append("i", of.unit().id());
        var moment = of.unit().moment();
        if (moment != null) {
            document.append("w", moment.name());
        }
        return document.append("m", sums.members())
                .append("n", sums.pairs())
                .append("c", sums.change())
                .append("s", sums.changeSquared())
                .append("e", sums.between())
                .append("q", sums.pairsSquared());
    }

    /** What was stored, if sums were ever taken. */
    static Population population(Document document) {
        var units = new TreeMap<Of, Sums>();
        for (var unit : document.getList("u", Document.class, List.of())) {
            var moment = unit.getString("w");
            units.put(
                    new Of(
                            Credit.valueOf(unit.getString("b")),
                            new Unit(unit.getString("i"), moment == null ? null : Moment.valueOf(moment))),
                    new Sums(
                            unit.getLong("m"),
                            unit.getLong("n"),
                            unit.getDouble("c"),
                            unit.getDouble("s"),
                            unit.getDouble("e"),
                            unit.getLong("q")));
        }
        return new Population(
                new PopulationSums(document.getLong("m"), units, compared(document.get("r", Document.class))),
                document.getDate("at").toInstant());
    }
}
