package org.paschima.contract;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the log, that place included. Clients get it as opaque text, the {@code asOf} of answers; facts and receipts
 * name others by it.
 *
 * @param offset −1 for the place before all others of the partition
 */
public record LogPosition(int partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}):(-1|\\d{1,18})");

    /** The place that this text names, if it names one. */
    public static Optional<LogPosition> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new LogPosition(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    /** The last place of a partition that was folded up to {@code next}, which is the first offset not folded. */
    public static LogPosition foldedTo(int partition, long next) {
        return new LogPosition(partition, next - 1);
    }

    /** Whether a partition that is folded up to {@code next} holds this place. */
    public boolean isWithin(long next) {
        return offset < next;
    }

    /** {@code partition:offset}. */
    public String text() {
        return partition + ":" + offset;
    }
}
