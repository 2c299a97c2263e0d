package org.paschima.insight.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.paschima.contract.MemberId;
import org.paschima.http.Answer;
import org.paschima.http.Blocking;
import org.paschima.http.Call;
import org.paschima.http.FairTurns;
import org.paschima.http.OverloadedException;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.http.ShareTakenException;
import org.paschima.http.StreamedBody;
import org.paschima.http.auth.Asker;
import org.paschima.insight.export.ExportFormat;
import org.paschima.insight.export.ExportSection;
import org.paschima.insight.store.MemberHistory;
import org.paschima.log.StoreUnavailableException;

/**
 * Everything of a member, as one file of one moment, written while it is read: a piece and a batch of days are in memory,
 * however long the history. Files have threads of their own, so that no question waits for a slow reader, and each caller
 * has its share of them; who takes nothing for as long as the endpoint says is disconnected.
 */
final class ExportRoute {

    static final String PATH = "/v1/members/{member}/export";

    private final MemberHistory history;
    private final Blocking threads;
    private final Slices slices;
    private final List<ExportSection> sections;
    private final FairTurns turns;

    ExportRoute(MemberHistory history, Blocking threads, Slices slices, List<ExportSection> sections) {
        this.history = history;
        this.threads = threads;
        this.slices = slices;
        this.turns = new FairTurns(threads.atOnce(), 0, "exports");
        this.sections = List.copyOf(sections);
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::export).produces("application/json", "text/csv", "application/fhir+json");
    }

    private FreshRoute.Query export(MemberId member, QueryParameters parameters, Call call) {
        var format = parameters
                .text("format", text -> ExportFormat.of(text).isPresent(), "must be json, csv or fhir")
                .flatMap(ExportFormat::of)
                .orElseGet(() -> ExportFormat.accepted(call.header("Accept").orElse("")));
        return () -> Answer.streamed(
                format.contentType(),
                threads,
                (head, out) -> bounded(
                        call.caller().asker(),
                        () -> slices.written(call.caller().asker(), out, paced -> write(member, format, head, paced))));
    }

    /** Writes an export; blocks. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void bounded(Asker asker, Writing writing) throws IOException {
        switch (turns.tryTake(asker)) {
            case TAKEN -> {}
            case SHARE_IS_TAKEN ->
                throw new ShareTakenException("as many of your exports are under way as may be; read one to its end");
            case ALL_ARE_TAKEN -> throw new OverloadedException("as many exports are under way as may be; try again");
        }
        try {
            writing.run();
        } catch (StoreUnavailableException e) {
            throw Problem.of(ProblemType.STORE_UNAVAILABLE, "the store does not answer; try again")
                    .asException();
        } finally {
            turns.giveBack(asker);
        }
    }

    private void write(MemberId member, ExportFormat format, StreamedBody.Head head, OutputStream out)
            throws IOException {
        history.export(member, export -> {
            head.field("Paschima-As-Of", export.asOf().text());
            head.field("Content-Disposition", "attachment; filename=\"" + format.fileName() + "\"");
            format.write(member, export, sections, out);
        });
    }
}
