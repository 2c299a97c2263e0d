package org.paschima.contract.codec;

import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;

/** What became of the bytes of one log record. */
public sealed interface Decoded {

    record Known(MemberId member, Fact fact) implements Decoded {}

    /** A type that only a newer writer knows: skipped, with a count. */
    record Unknown(String type) implements Decoded {}

    /** Not an event of this log: parked with its reason. The reason quotes no content. */
    record Undecodable(String reason) implements Decoded {}
}
