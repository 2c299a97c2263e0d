package org.paschima.notify.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a reader of the whole nudge log stands: in each partition, the place of the next entry. The nudges topic outlives
 * what the service keeps in its store, so a cursor holds over a rebuild.
 */
public record Places(Map<Integer, Long> next) {

    private static final Pattern PLAIN = Pattern.compile("1(?:,\\d{1,5}:\\d{1,18}){0,4096}");

    public Places {
        next = Map.copyOf(next);
    }

    public long of(int partition) {
        return next.getOrDefault(partition, 0L);
    }

    /** The same with what was read further. */
    public Places with(Map<Integer, Long> further) {
        var all = new HashMap<>(next);
        all.putAll(further);
        return new Places(all);
    }

    /** The cursor, which means nothing to whoever keeps it. */
    public String text() {
        var plain = new TreeMap<>(next)
                .entrySet().stream()
                        .map(each -> "," + each.getKey() + ":" + each.getValue())
                        .collect(Collectors.joining("", "1", ""));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty where it is no cursor of ours. */
    public static Optional<Places> parse(String cursor) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (!PLAIN.matcher(plain).matches()) {
                return Optional.empty();
            }
            var next = new HashMap<Integer, Long>();
            var parts = plain.split(",", -1);
            for (int i = 1; i < parts.length; i++) {
                int colon = parts[i].indexOf(':');
                next.put(Integer.valueOf(parts[i].substring(0, colon)), Long.valueOf(parts[i].substring(colon + 1)));
            }
            return Optional.of(new Places(next));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
