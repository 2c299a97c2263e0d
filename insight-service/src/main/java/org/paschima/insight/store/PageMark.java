package org.paschima.insight.store;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a page of records ended: after a record, or after all of a day or part of a day.
 *
 * @param bucket a local date, or an hourly part of one
 * @param recordId the last record that was given; empty when all of the bucket was seen
 */
public record PageMark(String bucket, String recordId) {

    private static final Pattern TEXT =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}(?:T\\d{2})?)/([A-Za-z0-9._-]{1,64}:[A-Za-z0-9._-]{1,64})?");

    public static Optional<PageMark> parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var id = parts.group(2);
        return Optional.of(new PageMark(parts.group(1), id == null ? "" : id));
    }

    public String text() {
        return bucket + "/" + recordId;
    }

    /** Whether a record of this bucket comes after the mark. */
    public boolean isBefore(String otherBucket, String otherId) {
        int byBucket = otherBucket.compareTo(bucket);
        return byBucket > 0 || (byBucket == 0 && !recordId.isEmpty() && otherId.compareTo(recordId) > 0);
    }
}
