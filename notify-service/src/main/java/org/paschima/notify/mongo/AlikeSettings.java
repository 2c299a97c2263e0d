package org.paschima.notify.mongo;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Settings that were read from the same words before. A member's document is read for each decision, most of what a studio's members
 * set is what the others set, and reading it takes longer than a tenth of a decision. Values are immutable, so members share them.
 * Any thread may ask.
 *
 * @param <T> one kind of setting
 */
final class AlikeSettings<T> {

    /** Then all are forgotten: what is asked for often is soon known again. */
    static final int MOST = 4_096;

    private final Map<String, T> known = new ConcurrentHashMap<>();
    private final Function<byte[], T> reader;

    AlikeSettings(Function<byte[], T> reader) {
        this.reader = reader;
    }

    /** What these words say; what the reader throws of those that say nothing. */
    T of(String words) {
        var value = known.get(words);
        if (value == null) {
            value = reader.apply(words.getBytes(StandardCharsets.UTF_8));
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(words, value);
        }
        return value;
    }

    int known() {
        return known.size();
    }
}
