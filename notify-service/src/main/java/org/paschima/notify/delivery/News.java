package org.paschima.notify.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is new in a member's nudge log.
 *
 * @param upTo its last number; {@link Long#MAX_VALUE} where that is not known
 * @param entries all of it in order, where whoever committed it tells of it; else none, and it is to be read
 */
public record News(long upTo, List<NudgeEntry> entries) {

    /** Something, which is to be read. */
    public static final News UNREAD = upTo(Long.MAX_VALUE);

    public News {
        entries = List.copyOf(entries);
    }

    /** Up to a number, which is to be read. */
    public static News upTo(long number) {
        return new News(number, List.of());
    }

    /** What was committed: at least one entry, in order. */
    public static News committed(List<NudgeEntry> entries) {
        return new News(entries.getLast().seq(), entries);
    }

    /** Of these members something, which is to be read. */
    public static Map<String, News> unread(Collection<String> members) {
        return members.stream().collect(Collectors.toMap(Function.identity(), _ -> UNREAD));
    }
}
