package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Optional;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.WireTime;
import org.paschima.insight.domain.effect.Decision;
import org.paschima.insight.experiment.Experiments;
import org.paschima.insight.export.Decisions;
import org.paschima.insight.export.ExportSection;
import org.paschima.insight.statement.SaidMark;
import org.paschima.insight.statement.Statements;

/** What an export holds beside what the log says, in the form of the answers that show it. */
final class ExportSections {

    private static final int PAGE = 500;
    private static final int MOST_EXPERIMENTS = 10_000;

    private ExportSections() {}

    static ExportSection statements(Statements statements) {
        return new ExportSection("statements", (json, member) -> {
            Optional<SaidMark> after = Optional.empty();
            do {
                after = page(json, member, statements, after);
            } while (after.isPresent());
        });
    }

    private static Optional<SaidMark> page(
            JsonGenerator json, MemberId member, Statements statements, Optional<SaidMark> after) throws IOException {
        var page = statements
                .list(member, RecordRoutes.EARLIEST, RecordRoutes.LATEST, after, PAGE)
                .content();
        for (var said : page.items()) {
            json.writeStartObject();
            StatementsRoute.write(json, said);
            json.writeEndObject();
        }
        return page.next();
    }

    /** With every draw, but without what was concluded from them: that follows from the records. */
    static ExportSection experiments(Experiments experiments) {
        return new ExportSection("selfExperiments", (json, member) -> {
            for (var experiment : experiments.newest(member, MOST_EXPERIMENTS)) {
                json.writeStartObject();
                ExperimentJson.head(json, experiment);
                json.writeArrayFieldStart("draws");
                for (var draw : experiment.draws()) {
                    json.writeStartObject();
                    ExperimentJson.draw(json, draw);
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
        });
    }

    /** What a nudge was decided by; the receipts in full are notify-service's. */
    static ExportSection decisions(Decisions decisions) {
        return new ExportSection(
                "decisions", (json, member) -> decisions.forEach(member, decision -> write(json, decision)));
    }

    private static void write(JsonGenerator json, Decision decision) throws IOException {
        json.writeStartObject();
        json.writeStringField("localDate", decision.localDate().toString());
        json.writeStringField("slot", WireTime.of(decision.slot()));
        json.writeStringField("instant", WireTime.of(decision.at().atOffset(ZoneOffset.UTC)));
        json.writeBooleanField("available", decision.available());
        HelpsRoute.number(json, "probability", decision.probability());
        HelpsRoute.number(json, "draw", decision.draw());
        json.writeStringField("action", decision.sent() ? "SENT" : "WITHHELD");
        var nudge = decision.nudgeId();
        if (nudge != null) {
            json.writeStringField("nudgeId", nudge);
        }
        json.writeEndObject();
    }
}
