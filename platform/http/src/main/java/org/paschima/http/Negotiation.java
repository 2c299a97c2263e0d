package org.paschima.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What client and server can agree on: types, encodings, entity tags. Read by hand: {@code produces} of Vert.x Web takes a
 * type of quality 0 as accepted, and {@code consumes} minds case and blanks (ADR 25).
 */
final class Negotiation {
    private Negotiation() {}

    /** Whether the client takes any of {@code contentTypes}. */
    static boolean accepts(@Nullable String accept, List<String> contentTypes) {
        if (accept == null || accept.isEmpty() || accept.equals("*/*") || contentTypes.contains(accept)) {
            return true;
        }
        for (var each : contentTypes) {
            if (acceptsOne(accept, mediaType(each))) {
                return true;
            }
        }
        return false;
    }

    private static boolean acceptsOne(String accept, String offered) {
        for (var range : accept.split(",", -1)) {
            var wanted = mediaType(range);
            boolean matches = wanted.equals("*/*")
                    || wanted.equals(offered)
                    || (wanted.endsWith("/*") && offered.startsWith(wanted.substring(0, wanted.length() - 1)));
            if (matches && !isRefused(range)) {
                return true;
            }
        }
        return false;
    }

    /** The type among {@code readable} that the body is of, or null if it is none of them. */
    static @Nullable String bodyType(@Nullable String contentType, List<String> readable) {
        if (contentType == null) {
            return readable.getFirst();
        }
        var type = mediaType(contentType);
        int charset = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (charset >= 0) {
            var name = contentType
                    .substring(charset + 8)
                    .replace("\"", "")
                    .split(";", 2)[0]
                    .strip();
            if (!isReadAsUtf8(name)) {
                return null;
            }
        }
        return readable.contains(type) ? type : null;
    }

    /** UTF-8 by any name that clients give it, and ASCII, which is a part of it. */
    private static boolean isReadAsUtf8(String charset) {
        return switch (charset.replace("'", "").toLowerCase(Locale.ROOT)) {
            case "", "utf-8", "utf8", "utf-8-sig", "us-ascii", "ascii" -> true;
            default -> false;
        };
    }

    static boolean acceptsGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null || !acceptEncoding.contains("gzip")) {
            return false;
        }
        for (var each : acceptEncoding.split(",", -1)) {
            if (mediaType(each).equals("gzip")) {
                return !isRefused(each);
            }
        }
        return false;
    }

    /** Whether {@code If-None-Match} names the tag; compared weakly, as RFC 9110 §13.1.2 has it. */
    static boolean matches(@Nullable String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        if (ifNoneMatch.strip().equals("*")) {
            return true;
        }
        var opaque = withoutWeakness(tag);
        for (var each : ifNoneMatch.split(",", -1)) {
            if (withoutWeakness(each.strip()).equals(opaque)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutWeakness(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static String mediaType(String text) {
        int parameters = text.indexOf(';');
        return (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** A quality of zero means "not this" (RFC 9110 §12.4.2). */
    private static boolean isRefused(String range) {
        for (var parameter : range.split(";", -1)) {
            var text = parameter.strip();
            if (text.startsWith("q=0") && text.substring(3).chars().allMatch(c -> c == '0' || c == '.')) {
                return true;
            }
        }
        return false;
    }
}
