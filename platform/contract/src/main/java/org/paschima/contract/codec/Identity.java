package org.paschima.contract.codec;

import org.jspecify.annotations.Nullable;
import org.paschima.contract.RecordId;

/**
 * What a request's path and headers say about a record's identity.
 *
 * @param required the id in the path, which the body may repeat but not change; null when the body may choose
 * @param defaultSource used when the body names no source
 * @param defaultClientRecordId used when the body names none; then the version defaults to 1
 */
public record Identity(@Nullable RecordId required, String defaultSource, String defaultClientRecordId) {

    public static Identity of(RecordId id) {
        return new Identity(id, id.source(), id.clientRecordId());
    }

    public static Identity orDefault(String source, String clientRecordId) {
        return new Identity(null, source, clientRecordId);
    }
}
