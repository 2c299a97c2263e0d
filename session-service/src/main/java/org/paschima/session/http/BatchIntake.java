package org.paschima.session.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.http.JsonBody;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;

/** How the items of a batch come in: as an array that is already there, as lines, or as the records of an export. */
final class BatchIntake {

    private static final Set<String> OF_AN_ANSWER = Set.of("asOf", "revision", "next");
    private static final String NO_EXPORT =
            "a JSON array of records is expected, or an export or a page of records with records or items in it";

    private final BatchRun run;
    private final BatchItems items;
    private final List<String> notTaken = new ArrayList<>();
    private int records;
    private long bytesBetweenRecords;

    BatchIntake(BatchRun run, BatchItems items) {
        this.run = run;
        this.items = items;
    }

    /** Takes the items of an array that is already there, and so large. */
    void array(Json.Arr array, long bytes) {
        run.begin(bytes);
        for (var element : array.items()) {
            int line = run.nextLine();
            run.take(0, () -> items.element(line, element)); // the whole array is held anyway
        }
        run.everythingIsIn(List.of());
        run.flush();
    }

    /** Takes lines as they come. */
    void lines(ReadStream<Buffer> lines) {
        run.begin(lines);
        var splitter = new LineSplitter(BatchItems.MOST_BYTES, this::line, this::tooLongLine);
        lines.exceptionHandler(run::onFailure);
        lines.handler(piece -> {
            run.progress();
            splitter.take(piece);
            run.flush();
        });
        lines.endHandler(_ -> {
            splitter.finish();
            run.everythingIsIn(List.of());
            run.flush();
        });
        lines.resume();
    }

    /**
     * Takes the records of an export, or of a page of records, as they come; of its other parts it is said at the end that they
     * were not taken.
     */
    void export(Buffer first, ReadStream<Buffer> rest) {
        run.begin(rest);
        var splitter = new ExportSplitter(BatchItems.MOST_BYTES, finder);
        rest.exceptionHandler(run::onFailure);
        rest.handler(piece -> {
            run.progress();
            takeOfExport(splitter, piece);
            run.flush();
        });
        rest.endHandler(_ -> {
            if (splitter.isWhole()) {
                run.everythingIsIn(notTaken);
            } else {
                run.refuseRest(JsonBody.malformed(NO_EXPORT));
            }
            run.flush();
        });
        takeOfExport(splitter, first);
        run.flush();
        rest.resume();
    }

    private void takeOfExport(ExportSplitter splitter, Buffer piece) {
        if (!run.takesMore()) {
            return;
        }
        try {
            int before = records;
            splitter.take(piece.getBytes());
            bytesBetweenRecords = records == before ? bytesBetweenRecords + piece.length() : 0;
            if (bytesBetweenRecords > BatchRoute.MOST_ARRAY_BYTES) {
                run.refuseRest(Problem.of(
                        ProblemType.TOO_LARGE,
                        "what is not records may have at most " + BatchRoute.MOST_ARRAY_BYTES
                                + " bytes; send the records" + " alone"));
            }
        } catch (MalformedJsonException e) {
            run.refuseRest(JsonBody.malformed(String.valueOf(e.getMessage())));
        }
    }

    private final ExportSplitter.Finder finder = new ExportSplitter.Finder() {
        @Override
        public void member(String member) {
            items.areOf(member);
        }

        @Override
        public void record(byte[] json) {
            records++;
            int line = run.nextLine();
            run.take(json.length, () -> json.length == 0 ? BatchItems.tooLarge() : items.line(line, json));
        }

        @Override
        public void otherPart(String name) {
            if (!OF_AN_ANSWER.contains(name)) {
                notTaken.add(name);
            }
        }
    };

    private void line(byte[] bytes) {
        int line = run.nextLine();
        if (!isBlank(bytes)) {
            run.take(bytes.length, () -> items.line(line, bytes));
        }
    }

    private void tooLongLine() {
        run.nextLine();
        run.take(0, BatchItems::tooLarge);
    }

    /** A byte order mark is blank too: some programs put one at the start of an empty file. */
    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != (byte) 0xEF && b != (byte) 0xBB && b != (byte) 0xBF) {
                return false;
            }
        }
        return true;
    }
}
