package org.paschima.contract;

/** What identifies a record of one member, whatever its versions: {@code source:clientRecordId}. */
public record RecordId(String source, String clientRecordId) {

    public RecordId {
        requirePart("source", source);
        requirePart("clientRecordId", clientRecordId);
    }

    /** Reads {@code source:clientRecordId}; throws IllegalArgumentException when it is not one. */
    public static RecordId parse(String id) {
        int colon = id.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a record id is source:clientRecordId");
        }
        return new RecordId(id.substring(0, colon), id.substring(colon + 1));
    }

    public String id() {
        return source + ":" + clientRecordId;
    }

    @Override
    public String toString() {
        return id();
    }

    private static void requirePart(String name, String value) {
        if (!Identifiers.isIdentifier(value)) {
            throw new IllegalArgumentException(name + " must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
    }
}
