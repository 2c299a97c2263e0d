package org.paschima.http;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context of one request: the caller's trace if it names one properly, else a new one.
 *
 * @param id 32 hexadecimal digits
 * @param parent what to send on: the same trace, this request as the parent
 */
record TraceContext(String id, String parent) {

    static TraceContext from(@Nullable String traceparent) {
        var random = ThreadLocalRandom.current();
        if (traceparent != null && isValid(traceparent)) {
            var id = traceparent.substring(3, 35);
            return new TraceContext(
                    id, "00-" + id + "-" + hex(random.nextLong()) + "-" + traceparent.substring(53, 55));
        }
        var id = hex(random.nextLong()) + hex(random.nextLong());
        return new TraceContext(id, "00-" + id + "-" + hex(random.nextLong()) + "-00");
    }

    /** {@code 00-<trace>-<parent>-<flags>} in lower case, neither id all zeros; later versions may go on after that. */
    private static boolean isValid(String text) {
        boolean hasForm = text.length() >= 55
                && text.charAt(2) == '-'
                && text.charAt(35) == '-'
                && text.charAt(52) == '-'
                && isHex(text, 0, 2)
                && isHex(text, 3, 35)
                && isHex(text, 36, 52)
                && isHex(text, 53, 55);
        return hasForm
                && !text.startsWith("ff")
                && (text.length() == 55 || (!text.startsWith("00") && text.charAt(55) == '-'))
                && !isZero(text, 3, 35)
                && !isZero(text, 36, 52);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private static String hex(long value) {
        // never zero, which means "no id"
        var text = Long.toHexString(value == 0 ? 1 : value);
        return "0".repeat(16 - text.length()) + text;
    }
}
