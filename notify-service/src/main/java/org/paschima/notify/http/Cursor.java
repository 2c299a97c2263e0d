package org.paschima.notify.http;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.paschima.runtime.http.Call;

/** Where a client stands in its member's nudge log (api §5). */
final class Cursor {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

    private Cursor() {}

    /** {@code Last-Event-ID} outranks {@code after}; one that is no number of ours is as good as none. */
    static OptionalLong of(Call call) {
        var last = call.header("Last-Event-ID").filter(text -> !text.isBlank());
        if (last.isPresent()) {
            return NUMBER.matcher(last.get().strip()).matches()
                    ? OptionalLong.of(Long.parseLong(last.get().strip()))
                    : OptionalLong.empty();
        }
        return after(call);
    }

    static OptionalLong after(Call call) {
        var after = call.query("after");
        if (after.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(after.get()).matches()) {
            throw Reads.invalid("after", "FORMAT", "after must be a number that was answered as next");
        }
        return OptionalLong.of(Long.parseLong(after.get()));
    }
}
