package org.paschima.session.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paschima.http.Problem;
import org.paschima.http.ProblemException;
import org.paschima.http.ProblemType;
import org.paschima.session.http.BatchItems.Item;

/**
 * One batch under way: items go to the log as {@link BatchIntake} brings them, results go back in their order.
 *
 * <p>All of it runs on the request's event loop; the log's own threads only leave an outcome in its slot and ask for a
 * flush. The request is paused while too many items are under way, while the client does not read its results, while the
 * log is overloaded, and while the memory of all batches has no room; so memory is bounded whatever the batch's length and
 * whatever the number of batches. A client that neither sends nor reads for long in its own turn is disconnected.
 */
final class BatchRun {

    static final int MOST_UNDER_WAY = 4_096;
    private static final int FEW_ENOUGH = MOST_UNDER_WAY / 2;
    private static final int MOST_BYTES_UNDER_WAY = 8 << 20;
    /** Results that a client need not have read before it has sent everything. */
    private static final int UNREAD_RESULTS = 4 << 20;

    private static final long ROOM_PAUSE_MS = 50;
    private static final long OVERLOAD_PAUSE_MS = 20;
    private static final int OVERLOAD_TRIES = 200;

    private final Context loop;
    private final BatchItems items;
    private final BatchForm form;
    private final HttpServerResponse response;
    private final BatchMemory.Share memory;
    private final Stall stall;
    private final Pause forRoom;
    private final Pause forTheLog;
    private final ArrayDeque<BatchSlot> slots = new ArrayDeque<>();
    private final AtomicBoolean flushIsAsked = new AtomicBoolean();
    private @Nullable ReadStream<Buffer> source;
    private int line;
    private long bytesUnderWay;
    private long bytesUnread;
    private long bytesOfArray;
    private boolean isPaused;
    private boolean isEverythingIn;
    private boolean isAnythingOut;
    private boolean isOver;

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
        this.forRoom = new Pause(loop.owner(), ROOM_PAUSE_MS);
        this.forTheLog = new Pause(loop.owner(), OVERLOAD_PAUSE_MS);
        this.loop = loop;
        this.items = items;
        this.form = form;
        this.response = response;
    }

    /** Begins the answer to an array that is already there, and so large. */
    void begin(long bytesOfArray) {
        this.bytesOfArray = bytesOfArray;
        begin();
    }

    /** Begins the answer to what comes from here on, which is paused while there is no room for it. */
    void begin(ReadStream<Buffer> source) {
        this.source = source;
        begin();
    }

    /** The number of the next item: lines that have nothing on them count too. */
    int nextLine() {
        return ++line;
    }

    /** Something came of the client. */
    void progress() {
        stall.progress();
    }

    boolean takesMore() {
        return !isOver && !isEverythingIn;
    }

    /** Everything was taken, but these parts of an export, which are no records. */
    void everythingIsIn(List<String> notTaken) {
        if (takesMore()) {
            notTaken.forEach(part -> slots.add(BatchSlot.notTaken(line, part)));
            isEverythingIn = true;
        }
    }

    /** A refusal of the body itself is answered; any other failure means that the client is gone. */
    void onFailure(Throwable failure) {
        if (failure instanceof ProblemException refusal) {
            refuseRest(refusal.problem());
            flush();
        } else {
            abandon();
        }
    }

    /** Nothing more is taken: the whole request is refused if nothing of it was, else its rest, after the last result. */
    void refuseRest(Problem problem) {
        if (!takesMore()) {
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
        slots.add(BatchSlot.refused(nextLine(), problem));
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

    /** Takes the item of the last line. */
    void take(int bytes, Supplier<Item> judged) {
        if (!isOver) {
            var slot = new BatchSlot(line, bytes);
            slots.add(slot);
            bytesUnderWay += bytes;
            put(slot, judged);
        }
    }

    private void put(BatchSlot slot, Supplier<Item> judged) {
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
            slot.outcome = BatchSlot.broken(e);
        }
    }

    private void askForFlush() {
        if (flushIsAsked.compareAndSet(false, true)) {
            loop.runOnContext(_ -> flush());
        }
    }

    /** Writes the results that are due, ends the answer after the last one, else sees to the flow of the request. */
    void flush() {
        flushIsAsked.set(false);
        if (isOver) {
            return;
        }
        var due = Buffer.buffer();
        for (var head = slots.peek(); head != null && head.outcome != null; head = slots.peek()) {
            if (head.isOverloaded() && head.tries < OVERLOAD_TRIES) {
                forTheLog.before(this::tryAgain);
                break;
            }
            slots.poll();
            bytesUnderWay -= head.bytes;
            due.appendString(isAnythingOut ? form.between() : form.start());
            due.appendBytes(head.result(items));
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

    /** Nothing was written of what an overloaded log refused: the batch has waited, its request paused, and tries again. */
    private void tryAgain() {
        putAgain();
        flush();
    }

    private void putAgain() {
        for (var slot : slots) {
            var item = slot.item;
            if (item != null && slot.isOverloaded()) {
                slot.tries++;
                slot.outcome = null;
                put(slot, () -> items.again(item));
                if (slot.isOverloaded()) {
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
            forRoom.before(this::flush);
        }
        boolean isHeld = forTheLog.isOn() || !hasRoom || response.writeQueueFull();
        if (!isPaused && (isHeld || slots.size() >= MOST_UNDER_WAY || bytesUnderWay >= MOST_BYTES_UNDER_WAY)) {
            isPaused = true;
            lines.pause();
        } else if (isPaused && !isHeld && slots.size() <= FEW_ENOUGH && bytesUnderWay < MOST_BYTES_UNDER_WAY) {
            isPaused = false;
            lines.resume();
        }
    }
}
