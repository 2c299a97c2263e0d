package org.paschima.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LogPosition;
import org.paschima.contract.codec.Message;
import org.paschima.log.LogWriter;

/** A log of one partition in memory, which can be told to refuse, or to keep its answers back. */
public final class InMemoryLog implements LogWriter {

    private final List<Message> records = new ArrayList<>();
    private final List<Runnable> heldBack = new ArrayList<>();
    private boolean isHoldingBack;
    private @Nullable Supplier<RuntimeException> refusal;
    private int refusals = Integer.MAX_VALUE;

    @Override
    public synchronized CompletableFuture<LogPosition> append(Message record) {
        if (refusal != null && refusals-- > 0) {
            return CompletableFuture.failedFuture(refusal.get());
        }
        records.add(record);
        var place = new LogPosition(0, records.size() - 1L);
        if (!isHoldingBack) {
            return CompletableFuture.completedFuture(place);
        }
        var answer = new CompletableFuture<LogPosition>();
        heldBack.add(() -> answer.complete(place));
        return answer;
    }

    public synchronized List<Message> records() {
        return List.copyOf(records);
    }

    public Message last() {
        return records().getLast();
    }

    /** From now on every write is refused with this. */
    public synchronized void refuseWith(Supplier<RuntimeException> failure) {
        refuse(Integer.MAX_VALUE, failure);
    }

    /** The next {@code times} writes are refused with this. */
    public synchronized void refuse(int times, Supplier<RuntimeException> failure) {
        refusals = times;
        refusal = failure;
    }

    public synchronized void holdBack() {
        isHoldingBack = true;
    }

    /** Acknowledges what was held back, in the order that {@code shuffled} leaves it, and from now on at once. */
    public void letGo() {
        List<Runnable> due;
        synchronized (this) {
            isHoldingBack = false;
            due = new ArrayList<>(heldBack.reversed());
            heldBack.clear();
        }
        due.forEach(Runnable::run);
    }

    public synchronized int heldBack() {
        return heldBack.size();
    }
}
