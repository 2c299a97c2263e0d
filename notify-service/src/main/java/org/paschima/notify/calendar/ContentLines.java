package org.paschima.notify.calendar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Lines of iCalendar (RFC 5545 §3.1): each ends with CRLF, and one of more than 75 octets goes on behind a blank. */
final class ContentLines {

    private static final int MOST_OCTETS = 75;
    private static final byte[] CRLF = {'\r', '\n'};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A line whose value is written as it is. */
    ContentLines line(String name, String value) {
        int octets = 0;
        for (int point : (name + ":" + value).codePoints().toArray()) {
            var character = Character.toString(point).getBytes(StandardCharsets.UTF_8);
            if (octets + character.length > MOST_OCTETS) {
                out.writeBytes(CRLF);
                out.write(' ');
                octets = 1;
            }
            out.writeBytes(character);
            octets += character.length;
        }
        out.writeBytes(CRLF);
        return this;
    }

    /** A line whose value is a text (§3.3.11). */
    ContentLines text(String name, String text) {
        return line(
                name,
                text.replace("\\", "\\\\")
                        .replace(";", "\\;")
                        .replace(",", "\\,")
                        .replace("\r\n", "\\n")
                        .replace("\n", "\\n")
                        .replace("\r", "\\n"));
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
