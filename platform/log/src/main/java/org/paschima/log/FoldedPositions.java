package org.paschima.log;

import java.util.Collection;
import java.util.Map;

/** How far partitions of a log are folded and stored, whoever folds them. Asking blocks. */
public interface FoldedPositions {

    /** The first offset not folded yet, by partition; 0 where nothing was folded. */
    Map<Integer, Long> of(Collection<Integer> partitions);
}
