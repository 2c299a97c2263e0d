package org.paschima.session.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LogPosition;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.http.JsonBody;
import org.paschima.http.Problem;
import org.paschima.http.ProblemException;
import org.paschima.http.ProblemType;
import org.paschima.log.LogOverloadedException;
import org.paschima.session.domain.BatchItem;
import org.paschima.session.http.BatchItems.Item;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch under way: items go to the log as they come, results go back in their order.
 *
 * <p>All of it runs on the request's event loop; the log's own threads only leave an outcome in its slot and ask for a
 * flush. The request is paused while too many items are under way, while the client does not read its results, while the
 * log is overloaded, and while the memory of all batches has no room; so memory is bounded whatever the batch's length and
 * whatever the number of batches. A client that neither sends nor reads for long in its own turn is disconnected.
 */
final class BatchRun {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

    static final int MOST_UNDER_WAY = 4_096;
    private static final int FEW_ENOUGH = MOST_UNDER_WAY / 2;
    private static final int MOST_BYTES_UNDER_WAY = 8 << 20;
    /** Results that a client need not have read before it has sent everything. */
    private static final int UNREAD_RESULTS = 4 << 20;

    private static final long ROOM_PAUSE_MS = 50;
    private static final long OVERLOAD_PAUSE_MS = 20;
    private static final int OVERLOAD_TRIES = 200;

    private static final Set<String> OF_AN_ANSWER = Set.of("asOf", "revision", "next");
    private static final String NO_EXPORT =
            "a JSON array of records is expected, or an export or a page of records with records or items in it";

    private final Context loop;
    private final BatchItems items;
    private final BatchForm form;
    private final HttpServerResponse response;
    private final BatchMemory.Share memory;
    private final Stall stall;
    private final ArrayDeque<Slot> slots = new ArrayDeque<>();
    private final AtomicBoolean flushIsAsked = new AtomicBoolean();
    private @Nullable ReadStream<Buffer> source;
    private int line;
    private long bytesUnderWay;
    private long bytesBetweenRecords;
    private long bytesUnread;
    private long bytesOfArray;
    private boolean isWaitingForRoom;
    private final List<String> notTaken = new ArrayList<>();
    private boolean isWaitingForTheLog;
    private boolean isPaused;
    private boolean isEverythingIn;
    private boolean isAnythingOut;
    private boolean isOver;

    /** The place of one result. Its outcome is set once, by any thread: an LogPosition or a Throwable or a Problem. */
    private static final class Slot {
        private final int line;
        private final int bytes;
        private volatile @Nullable Object outcome;
        private @Nullable BatchItem item;
        private int tries;

        Slot(int line, int bytes) {
            this.line = line;
            this.bytes = bytes;
        }
    }

    /**
     * A batch that begins.
     *
     * @param loop the request's event loop, where this is called too
     * @param stalled how long the client may do nothing
     * @param memory given back when all of the answer has left, or nobody waits for it
     */
    BatchRun(
            Context loop,
            BatchItems items,
            BatchForm form,
            HttpServerResponse response,
            BatchMemory.Share memory,
            Duration stalled) {
        this.memory = memory;
        this.stall = new Stall(loop.owner(), stalled, this::breakOff);
        this.loop = loop;
        this.items = items;
        this.form = form;
        this.response = response;
    }

    /** Takes the items of an array that is already there, and so large. */
    void startAll(Json.Arr array, long bytes) {
        bytesOfArray = bytes;
        begin();
        for (var element : array.items()) {
            line++;
            take(0, () -> items.element(line, element)); // the whole array is held anyway
        }
        isEverythingIn = true;
        flush();
    }

    /** Takes lines as they come. */
    void startLines(ReadStream<Buffer> lines) {
        begin();
        source = lines;
        var splitter = new LineSplitter(BatchItems.MOST_BYTES, this::line, this::tooLongLine);
        lines.exceptionHandler(this::onFailure);
        lines.handler(piece -> {
            stall.progress();
            splitter.take(piece);
            flush();
        });
        lines.endHandler(_ -> {
            splitter.finish();
            isEverythingIn = true;
            flush();
        });
        lines.resume();
    }

    /**
     * Takes the records of an export, or of a page of records, as they come; of its other parts it is said at the end that they
     * were not taken.
     */
    void startExport(Buffer first, ReadStream<Buffer> rest) {
        begin();
        source = rest;
        var splitter = new ExportSplitter(BatchItems.MOST_BYTES, finder);
        rest.exceptionHandler(this::onFailure);
        rest.handler(piece -> {
            stall.progress();
            takeOfExport(splitter, piece);
            flush();
        });
        rest.endHandler(_ -> {
            if (!isOver && !isEverythingIn) {
                if (splitter.isWhole()) {
                    notTaken.forEach(part -> {
                        var slot = new Slot(line, 0);
                        slot.outcome = new Part(part);
                        slots.add(slot);
                    });
                    isEverythingIn = true;
                } else {
                    refuseRest(JsonBody.malformed(NO_EXPORT));
                }
            }
            flush();
        });
        takeOfExport(splitter, first);
        flush();
        rest.resume();
    }

    private void takeOfExport(ExportSplitter splitter, Buffer piece) {
        if (isOver || isEverythingIn) {
            return;
        }
        try {
            int before = line;
            splitter.take(piece.getBytes());
            bytesBetweenRecords = line == before ? bytesBetweenRecords + piece.length() : 0;
            if (bytesBetweenRecords > BatchRoute.MOST_ARRAY_BYTES) {
                refuseRest(Problem.of(
                        ProblemType.TOO_LARGE,
                        "what is not records may have at most " + BatchRoute.MOST_ARRAY_BYTES
                                + " bytes; send the records" + " alone"));
            }
        } catch (MalformedJsonException e) {
            refuseRest(JsonBody.malformed(String.valueOf(e.getMessage())));
        }
    }

    private final ExportSplitter.Finder finder = new ExportSplitter.Finder() {
        @Override
        public void member(String member) {
            items.areOf(member);
        }

        @Override
        public void record(byte[] json) {
            line++;
            take(json.length, () -> json.length == 0 ? BatchItems.tooLarge() : items.line(line, json));
        }

        @Override
        public void otherPart(String name) {
            if (!OF_AN_ANSWER.contains(name)) {
                notTaken.add(name);
            }
        }
    };

    /** A refusal of the body itself is answered; any other failure means that the client is gone. */
    private void onFailure(Throwable failure) {
        if (failure instanceof ProblemException refusal) {
            refuseRest(refusal.problem());
            flush();
        } else {
            abandon();
        }
    }

    /** Nothing more is taken: the whole request is refused if nothing of it was, else its rest, after the last result. */
    private void refuseRest(Problem problem) {
        if (isOver || isEverythingIn) {
            return;
        }
        isEverythingIn = true;
        if (slots.isEmpty() && !isAnythingOut) {
            isOver = true;
            response.setChunked(false);
            response.setStatusCode(problem.status());
            response.putHeader("Content-Type", "application/problem+json");
            response.putHeader("Cache-Control", "no-store");
            end(Buffer.buffer(items.whole(problem)));
            return;
        }
        line++;
        var slot = new Slot(line, 0);
        slot.outcome = problem;
        slots.add(slot);
    }

    private void begin() {
        response.setChunked(true);
        response.putHeader("Content-Type", form.contentType());
        response.setWriteQueueMaxSize(UNREAD_RESULTS);
        response.exceptionHandler(_ -> abandon());
        response.drainHandler(_ -> flush());
    }

    /** The client is gone: what is under way stays under way, and nobody is told. */
    private void abandon() {
        isOver = true;
        slots.clear();
        stall.end();
        memory.end();
    }

    /** A client that has stopped in the middle; closing the connection tells it that this was not the whole answer. */
    private void breakOff() {
        if (!isAnythingOut && slots.isEmpty() && !isEverythingIn) {
            refuseRest(Problem.of(ProblemType.MALFORMED, "the body did not arrive in time")
                    .withStatus(408));
        } else {
            abandon();
            response.reset();
        }
    }

    private void end(Buffer last) {
        bytesUnread += last.length();
        response.end(last).onComplete(_ -> {
            stall.end();
            memory.end();
        });
    }

    private void write(Buffer results) {
        bytesUnread += results.length();
        response.write(results).onComplete(_ -> {
            bytesUnread -= results.length();
            stall.progress();
        });
    }

    private void line(byte[] bytes) {
        line++;
        if (!isBlank(bytes)) {
            take(bytes.length, () -> items.line(line, bytes));
        }
    }

    private void tooLongLine() {
        line++;
        take(0, BatchItems::tooLarge);
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

    private void take(int bytes, Supplier<Item> judged) {
        if (!isOver) {
            var slot = new Slot(line, bytes);
            slots.add(slot);
            bytesUnderWay += bytes;
            put(slot, judged);
        }
    }

    private void put(Slot slot, Supplier<Item> judged) {
        try {
            switch (judged.get()) {
                case Item.Refused(var problem) -> slot.outcome = problem;
                case Item.UnderWay(var item, var kept) -> {
                    slot.item = item;
                    var _ = kept.whenComplete((appended, failure) -> {
                        slot.outcome = failure == null ? appended : failure;
                        askForFlush();
                    });
                }
            }
        } catch (RuntimeException e) {
            slot.outcome = broken(e);
        }
    }

    private static Problem broken(Throwable failure) {
        LOG.atError().setMessage("an item of a batch broke").setCause(failure).log();
        return Problem.of(ProblemType.INTERNAL, "something broke while this item was taken");
    }

    private void askForFlush() {
        if (flushIsAsked.compareAndSet(false, true)) {
            loop.runOnContext(_ -> flush());
        }
    }

    /** Writes the results that are due, ends the answer after the last one, else sees to the flow of the request. */
    private void flush() {
        flushIsAsked.set(false);
        if (isOver) {
            return;
        }
        var due = Buffer.buffer();
        for (var head = slots.peek(); head != null && head.outcome != null; head = slots.peek()) {
            if (isOverloaded(head.outcome) && head.tries < OVERLOAD_TRIES) {
                waitForTheLog();
                break;
            }
            slots.poll();
            bytesUnderWay -= head.bytes;
            due.appendString(isAnythingOut ? form.between() : form.start());
            due.appendBytes(result(head, head.outcome));
            isAnythingOut = true;
        }
        if (isEverythingIn && slots.isEmpty()) {
            isOver = true;
            due.appendString(isAnythingOut ? form.end() : form == BatchForm.ARRAY ? "[]" : "");
            stall.isTheirTurn(true);
            end(due);
            return;
        }
        if (due.length() > 0) {
            write(due);
        }
        steer();
    }

    /** A part of an export that is no records. */
    private record Part(String name) {}

    private byte[] result(Slot slot, Object outcome) {
        if (outcome instanceof Part(var name)) {
            return BatchItems.notTaken(name);
        }
        var item = slot.item;
        if (outcome instanceof LogPosition appended && item != null) {
            return BatchItems.result(slot.line, item, appended);
        }
        if (outcome instanceof Throwable failure && item != null) {
            try {
                return items.result(
                        slot.line, LogAppender.problem(failure, item.id().id(), item.version()));
            } catch (RuntimeException e) {
                return items.result(slot.line, broken(e));
            }
        }
        return items.result(slot.line, (Problem) outcome);
    }

    private static boolean isOverloaded(@Nullable Object outcome) {
        return outcome instanceof LogOverloadedException
                || (outcome instanceof CompletionException e && e.getCause() instanceof LogOverloadedException);
    }

    /** Nothing was written of what an overloaded log refused: the batch waits, its request paused, and tries again. */
    private void waitForTheLog() {
        if (!isWaitingForTheLog) {
            isWaitingForTheLog = true;
            loop.owner().setTimer(OVERLOAD_PAUSE_MS, _ -> {
                isWaitingForTheLog = false;
                tryAgain();
                flush();
            });
        }
    }

    private void waitForRoom() {
        if (!isWaitingForRoom) {
            isWaitingForRoom = true;
            loop.owner().setTimer(ROOM_PAUSE_MS, _ -> {
                isWaitingForRoom = false;
                flush();
            });
        }
    }

    private void tryAgain() {
        for (var slot : slots) {
            var item = slot.item;
            if (item != null && isOverloaded(slot.outcome)) {
                slot.tries++;
                slot.outcome = null;
                put(slot, () -> items.again(item));
                if (isOverloaded(slot.outcome)) {
                    return; // still too much
                }
            }
        }
    }

    private void steer() {
        boolean hasRoom = memory.fits(bytesUnderWay + bytesUnread + bytesOfArray);
        stall.isTheirTurn(response.writeQueueFull() || slots.isEmpty());
        var lines = source;
        if (lines == null || isEverythingIn) {
            return;
        }
        if (!hasRoom) {
            waitForRoom();
        }
        boolean isHeld = isWaitingForTheLog || !hasRoom || response.writeQueueFull();
        if (!isPaused && (isHeld || slots.size() >= MOST_UNDER_WAY || bytesUnderWay >= MOST_BYTES_UNDER_WAY)) {
            isPaused = true;
            lines.pause();
        } else if (isPaused && !isHeld && slots.size() <= FEW_ENOUGH && bytesUnderWay < MOST_BYTES_UNDER_WAY) {
            isPaused = false;
            lines.resume();
        }
    }
}
