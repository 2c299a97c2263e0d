package org.paschima.insight.store;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place in the log up to which something is known, that place included; clients get it as opaque text.
 *
 * @param offset −1 when nothing of the partition is known yet
 */
public record AsOf(int partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5}):(-1|\\d{1,18})");

    public static Optional<AsOf> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new AsOf(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    /** As of a partition that was folded up to the position {@code next}, which is the first not folded. */
    public static AsOf foldedTo(int partition, long next) {
        return new AsOf(partition, next - 1);
    }

    /** Whether a partition that is folded up to the position {@code next} holds this place. */
    public boolean isWithin(long next) {
        return offset < next;
    }

    public String text() {
        return partition + ":" + offset;
    }
}
