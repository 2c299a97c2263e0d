package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Optional;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.WireTime;
import org.paschima.http.AnswerJson;
import org.paschima.insight.domain.effect.Decision;
import org.paschima.insight.domain.experiment.SelfExperiment;
import org.paschima.insight.domain.experiment.SelfExperiment.Draw;
import org.paschima.insight.export.ExportSection;
import org.paschima.insight.export.Happening;
import org.paschima.insight.store.Decisions;
import org.paschima.insight.store.Experiments;
import org.paschima.insight.store.StatementMark;
import org.paschima.insight.store.StatementRecord;
import org.paschima.insight.store.Statements;

/** What an export holds beside what the log says, in the form of the answers that show it, and in that of its other formats. */
final class ExportSections {

    private static final int PAGE = 500;
    private static final int MOST_EXPERIMENTS = 10_000;

    private ExportSections() {}

    // --- statements

    static ExportSection statements(Statements statements) {
        return new ExportSection(
                "statements",
                (json, member) -> each(statements, member, record -> {
                    json.writeStartObject();
                    StatementsRoute.write(json, record);
                    json.writeEndObject();
                }),
                (member, reader) -> each(statements, member, record -> reader.read(happening(record))));
    }

    @FunctionalInterface
    private interface StatementReader {
        void read(StatementRecord record) throws IOException;
    }

    private static void each(Statements statements, MemberId member, StatementReader reader) throws IOException {
        Optional<StatementMark> after = Optional.empty();
        do {
            var page = statements
                    .list(member, RecordRoutes.EARLIEST, RecordRoutes.LATEST, after, PAGE)
                    .content();
            for (var record : page.items()) {
                reader.read(record);
            }
            after = page.next();
        } while (after.isPresent());
    }

    private static Happening happening(StatementRecord record) {
        var statement = record.statement();
        return new Happening(
                Happening.Kind.STATEMENT,
                statement.id(),
                null,
                record.at().atOffset(ZoneOffset.UTC),
                null,
                "said",
                statement.template(),
                null,
                statement.text(),
                true);
    }

    // --- self-experiments

    /** With every draw, but without what was concluded from them: that follows from the records. */
    static ExportSection experiments(Experiments experiments) {
        return new ExportSection(
                "selfExperiments",
                (json, member) -> {
                    for (var experiment : experiments.newest(member, MOST_EXPERIMENTS)) {
                        write(json, experiment);
                    }
                },
                (member, reader) -> {
                    for (var experiment : experiments.newest(member, MOST_EXPERIMENTS)) {
                        reader.read(happening(experiment));
                        for (var draw : experiment.draws()) {
                            reader.read(happening(experiment, draw));
                        }
                    }
                });
    }

    private static void write(JsonGenerator json, SelfExperiment experiment) throws IOException {
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

    private static Happening happening(SelfExperiment experiment) {
        var ended = experiment.endedAt();
        return new Happening(
                Happening.Kind.SELF_EXPERIMENT,
                experiment.id(),
                null,
                experiment.startedAt().atOffset(ZoneOffset.UTC),
                ended == null ? null : ended.atOffset(ZoneOffset.UTC),
                "begun",
                experiment.first() + " or " + experiment.second(),
                null,
                experiment.note(),
                true);
    }

    private static Happening happening(SelfExperiment experiment, Draw draw) {
        return new Happening(
                Happening.Kind.SELF_EXPERIMENT,
                experiment.id() + "/draws/" + draw.number(),
                null,
                draw.at().atOffset(ZoneOffset.UTC),
                null,
                "drawn",
                draw.practice(),
                null,
                null,
                true);
    }

    // --- decisions

    /** What a nudge was decided by; the receipts in full are notify-service's. */
    static ExportSection decisions(Decisions decisions) {
        return new ExportSection(
                "decisions",
                (json, member) -> decisions.forEach(member, decision -> write(json, decision)),
                (member, reader) -> decisions.forEach(member, decision -> reader.read(happening(decision))));
    }

    private static void write(JsonGenerator json, Decision decision) throws IOException {
        json.writeStartObject();
        AnswerJson.date(json, "localDate", decision.localDate());
        json.writeStringField("slot", WireTime.of(decision.slot()));
        json.writeStringField("instant", WireTime.of(decision.at().atOffset(ZoneOffset.UTC)));
        json.writeBooleanField("available", decision.available());
        AnswerJson.number(json, "probability", decision.probability());
        AnswerJson.number(json, "draw", decision.draw());
        json.writeStringField("action", decision.sent() ? "SENT" : "WITHHELD");
        var nudge = decision.nudgeId();
        if (nudge != null) {
            json.writeStringField("nudgeId", nudge);
        }
        json.writeEndObject();
    }

    private static Happening happening(Decision decision) {
        return new Happening(
                Happening.Kind.DECISION,
                decision.localDate() + "/" + WireTime.of(decision.slot()),
                decision.localDate(),
                decision.at().atOffset(ZoneOffset.UTC),
                null,
                decision.sent() ? "sent" : "withheld",
                "slot " + WireTime.of(decision.slot()),
                decision.probability(),
                null,
                decision.sent());
    }
}
