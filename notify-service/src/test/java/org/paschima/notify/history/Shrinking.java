package org.paschima.notify.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes a history that fails smaller by dropping events, as long as it still fails. */
final class Shrinking {

    private Shrinking() {}

    static History smallest(History failing, Predicate<History> fails) {
        var events = failing.events();
        for (int size = Math.max(1, events.size() / 2); size > 0; ) {
            var smaller = withoutSome(failing, events, size, fails);
            if (smaller.size() < events.size()) {
                events = smaller;
                size = Math.min(size, Math.max(1, events.size()));
            } else {
                size /= 2;
            }
        }
        return failing.with(events);
    }

    private static List<Event> withoutSome(History failing, List<Event> events, int size, Predicate<History> fails) {
        var kept = events;
        for (int from = Math.max(0, events.size() - size); from >= 0; from -= size) {
            var fewer = new ArrayList<>(kept.subList(0, Math.min(from, kept.size())));
            fewer.addAll(kept.subList(Math.min(from + size, kept.size()), kept.size()));
            if (fewer.size() < kept.size() && fails.test(failing.with(fewer))) {
                kept = fewer;
            }
        }
        return kept;
    }

    static String told(History history) {
        return "from " + history.start() + ", " + history.members() + " members\n"
                + history.events().stream().map(each -> "  " + each).collect(Collectors.joining("\n"));
    }
}
