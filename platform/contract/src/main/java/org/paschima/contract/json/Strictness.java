package org.paschima.contract.json;

/** How strictly a value is read. */
public enum Strictness {
    /** From a client: unknown fields and words are refused, so that a typing error is seen by who made it. */
    REQUEST,
    /** From the log: unknown fields and words are tolerated, so that an old reader survives a new writer. */
    LOG
}
