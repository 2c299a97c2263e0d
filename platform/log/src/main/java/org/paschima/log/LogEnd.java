package org.paschima.log;

import java.util.OptionalLong;

/** How far the log goes, and how far it was folded. Asked on the owner's thread, inside {@link BatchFold#tick}. */
public interface LogEnd {

    /** The end of the partition as the broker says now: all that was acknowledged lies before it. Empty: unknown. */
    OptionalLong endOffset(LogPartition partition);

    /** The position up to which the partition was folded and stored. */
    long foldedTo(LogPartition partition);
}
