package org.paschima.notify.delivery;

import java.time.Instant;

/**
 * An entry of a member's nudge log as it is sent.
 *
 * @param issued whether it issues a nudge; else it withdraws one
 * @param counterpart the number of the withdrawal of an issue, or of the issue of a withdrawal; 0 if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record NudgeEntry(long seq, boolean issued, long counterpart, Instant at, byte[] json) {}
