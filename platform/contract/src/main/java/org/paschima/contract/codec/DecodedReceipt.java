package org.paschima.contract.codec;

import org.paschima.contract.MemberId;
import org.paschima.contract.Receipt;

/** What became of the bytes of one record of the decisions topic. */
public sealed interface DecodedReceipt {

    record Known(MemberId member, Receipt receipt) implements DecodedReceipt {}

    /** A type that only a newer writer knows: skipped, with a count. */
    record Unknown(String type) implements DecodedReceipt {}

    /** No receipt: parked with its reason. The reason quotes no content. */
    record Undecodable(String reason) implements DecodedReceipt {}
}
