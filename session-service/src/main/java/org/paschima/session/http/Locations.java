package org.paschima.session.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.paschima.contract.RecordId;

/** Where what was kept can be read: at insight-service. */
final class Locations {

    private final String base;

    Locations(URI insight) {
        var text = insight.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** The identifiers' characters are all plain in a path but for the member's, of which some are encoded. */
    String of(String member, RecordId id) {
        return base + "/v1/members/" + encoded(member) + "/records/" + id.id();
    }

    private static String encoded(String member) {
        var encoded = new StringBuilder(member.length() + 8);
        for (byte b : member.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean isUnreserved = (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '.'
                    || c == '_'
                    || c == '~';
            if (isUnreserved) {
                encoded.append(c);
            } else {
                encoded.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                encoded.append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
            }
        }
        return encoded.toString();
    }
}
