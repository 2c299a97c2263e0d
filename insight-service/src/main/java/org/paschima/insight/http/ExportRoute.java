package org.paschima.insight.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.paschima.contract.MemberId;
import org.paschima.http.Answer;
import org.paschima.http.Blocking;
import org.paschima.http.Call;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.Route;
import org.paschima.http.StreamedBody;
import org.paschima.insight.export.ExportFormat;
import org.paschima.insight.export.ExportSection;
import org.paschima.insight.history.MemberHistory;
import org.paschima.log.StoreUnavailableException;

/**
 * Everything of a member, as one file of one moment, written while it is read: a piece and a batch of days are in memory,
 * however long the history. A few at a time, so that slow readers of large files leave room for questions.
 */
final class ExportRoute {

    static final String PATH = "/v1/members/{member}/export";

    private static final int AT_ONCE = 8;

    private final MemberHistory history;
    private final Blocking threads;
    private final List<ExportSection> sections;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    ExportRoute(MemberHistory history, Blocking threads, List<ExportSection> sections) {
        this.history = history;
        this.threads = threads;
        this.sections = List.copyOf(sections);
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::export).produces("application/json", "text/csv", "application/fhir+json");
    }

    private FreshRoute.Reading export(MemberId member, Parameters parameters, Call call) {
        var format = parameters
                .text("format", text -> ExportFormat.of(text).isPresent(), "must be json, csv or fhir")
                .flatMap(ExportFormat::of)
                .orElseGet(() -> ExportFormat.accepted(call.header("Accept").orElse("")));
        return () -> Answer.streamed(
                format.contentType(), threads, (head, out) -> bounded(() -> write(member, format, head, out)));
    }

    /** Writes an export; blocks. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void bounded(Writing writing) throws IOException {
        if (!permits.tryAcquire()) {
            throw Problem.of(ProblemType.STORE_UNAVAILABLE, "too many exports are under way; try again")
                    .asException();
        }
        try {
            writing.run();
        } catch (StoreUnavailableException e) {
            throw Problem.of(ProblemType.STORE_UNAVAILABLE, "the store does not answer; try again")
                    .asException();
        } finally {
            permits.release();
        }
    }

    private void write(MemberId member, ExportFormat format, StreamedBody.Head head, OutputStream out)
            throws IOException {
        history.everything(member, everything -> {
            head.field("Paschima-As-Of", everything.asOf().text());
            head.field("Content-Disposition", "attachment; filename=\"" + format.fileName() + "\"");
            format.write(member, everything, sections, out);
        });
    }
}
