package org.paschima.insight.store;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a page of statements ended: after this one. */
public record StatementMark(String to, String id) {

    private static final Pattern TEXT = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})/([0-9a-f]{32})");

    public static StatementMark after(StatementRecord record) {
        return new StatementMark(
                record.statement().to().toString(), record.statement().id());
    }

    public static Optional<StatementMark> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches() ? Optional.of(new StatementMark(parts.group(1), parts.group(2))) : Optional.empty();
    }

    public String text() {
        return to + "/" + id;
    }
}
