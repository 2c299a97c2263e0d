package org.paschima.insight.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a page of statements ended: after this one. */
public record StatementMark(String to, String id) {

    private static final Pattern TEXT = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})/([0-9a-f]{32})");

    public static StatementMark after(StatementRecord record) {
        return new StatementMark(
                record.statement().to().toString(), record.statement().id());
    }

    public static Optional<StatementMark> parse(String opaque) {
        try {
            var parts = TEXT.matcher(new String(Base64.getUrlDecoder().decode(opaque), StandardCharsets.UTF_8));
            return parts.matches() ? Optional.of(new StatementMark(parts.group(1), parts.group(2))) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** As clients get it. */
    public String opaque() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((to + "/" + id).getBytes(StandardCharsets.UTF_8));
    }
}
