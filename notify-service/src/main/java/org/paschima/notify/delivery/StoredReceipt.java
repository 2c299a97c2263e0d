package org.paschima.notify.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.paschima.notify.domain.Learning.Outcome;

/**
 * A receipt as it is stored: its bytes never change.
 *
 * @param outcome what followed, noted beside it later; null while it is not known, and where no draw decided
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record StoredReceipt(
        String decisionId,
        Instant at,
        byte[] json,
        @Nullable Outcome outcome) {}
