package org.paschima.session.http;

import org.paschima.http.FairTurns;
import org.paschima.http.OverloadedException;
import org.paschima.http.ShareTakenException;
import org.paschima.http.auth.Asker;

/**
 * The memory that batches use, one budget for the whole process, in pages that callers have their shares of. A batch cannot
 * begin without a page and cannot hold more than its pages: it reads no further until there is room. Any thread may call it.
 */
public final class BatchMemory {

    static final int PAGE = 256 << 10;

    private final FairTurns pages;

    public BatchMemory(long bytes) {
        this.pages = new FairTurns(Math.clamp(bytes / PAGE, 4, Integer.MAX_VALUE), 0, "memory for batches");
    }

    /** How many bytes are promised to batches under way. */
    public long inUse() {
        return (long) pages.taken() * PAGE;
    }

    /**
     * The first page of a batch.
     *
     * @throws OverloadedException when there is none, for this caller or for anybody
     */
    Share begin(Asker asker) {
        return switch (pages.tryTake(asker)) {
            case TAKEN -> new Share(asker);
            case SHARE_IS_TAKEN ->
                throw new ShareTakenException(
                        "your batches under way use as much memory as they may; wait for the answer to one of them, and read it");
            case ALL_ARE_TAKEN ->
                throw new OverloadedException("the batches under way use as much memory as they may; try again");
        };
    }

    /** The pages of one batch. Confined to its event loop. */
    final class Share {
        private final Asker asker;
        private int held = 1;

        private Share(Asker asker) {
            this.asker = asker;
        }

        /** Whether so many bytes have room, with more pages or fewer. */
        boolean fits(long bytes) {
            long needed = Math.max(1, (bytes + PAGE - 1) / PAGE);
            while (held < needed && pages.tryTake(asker) == FairTurns.Answer.TAKEN) {
                held++;
            }
            while (held > needed) {
                held--;
                pages.giveBack(asker);
            }
            return held >= needed;
        }

        /** Gives all of it back, once however often it is called. */
        void end() {
            while (held > 0) {
                held--;
                pages.giveBack(asker);
            }
        }
    }
}
