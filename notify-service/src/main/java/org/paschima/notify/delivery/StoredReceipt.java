package org.paschima.notify.delivery;

import java.time.Instant;

/** A receipt as it is stored: its bytes never change. */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record StoredReceipt(String decisionId, Instant at, byte[] json) {}
