package org.paschima.notify.http;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;

/** Where a client stands in its member's nudge log (api §5). */
final class Cursor {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

    private Cursor() {}

    /** {@code Last-Event-ID} outranks {@code after}; one that is no number of ours is as good as none. */
    static OptionalLong of(Call call, QueryParameters parameters) {
        var after = after(parameters);
        var last = call.header("Last-Event-ID").filter(text -> !text.isBlank());
        return last.isEmpty()
                ? after
                : number(last.get().strip()).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    static OptionalLong after(QueryParameters parameters) {
        return parameters
                .read("after", Cursor::number, "must be a number that was answered as next")
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private static Optional<Long> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
