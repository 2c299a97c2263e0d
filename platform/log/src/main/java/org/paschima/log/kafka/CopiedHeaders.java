package org.paschima.log.kafka;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record by their names; of one name the last counts, and one without a value is none.
 *
 * <p>They are copied: Kafka's own are views of all the bytes of their record, two buffers a header, so that a batch which keeps
 * them is kept twice. One record of a topic has the names of the one before, most of the time, and shares them with it.
 */
final class CopiedHeaders extends AbstractMap<String, byte[]> {

    static final CopiedHeaders NONE = new CopiedHeaders(new String[0], new byte[0][]);

    private final String[] names;
    private final byte[] @Nullable [] values;

    private CopiedHeaders(String[] names, byte[] @Nullable [] values) {
        this.names = names;
        this.values = values;
    }

    /** Of a record that was read after the one that {@code before} is of. */
    static CopiedHeaders of(Headers headers, CopiedHeaders before) {
        var all = headers.toArray();
        var values = new byte[all.length] @Nullable [];
        boolean isAlike = before.names.length == all.length;
        for (int i = 0; i < all.length; i++) {
            isAlike = isAlike && all[i].key().equals(before.names[i]);
            values[i] = all[i].value();
        }
        var names = isAlike ? before.names : Arrays.stream(all).map(Header::key).toArray(String[]::new);
        return new CopiedHeaders(names, values);
    }

    @Override
    public byte @Nullable [] get(@Nullable Object name) {
        for (int i = names.length - 1; i >= 0; i--) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Map.Entry<String, byte[]>> entrySet() {
        var all = new HashMap<String, byte[]>();
        for (var name : names) {
            var value = get(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        return Map.copyOf(all).entrySet();
    }
}
