package org.paschima.session.http;

import java.net.URI;
import org.paschima.contract.RecordId;
import org.paschima.http.Percent;

/** Where what was kept can be read: at insight-service. */
final class Locations {

    private final String base;

    Locations(URI insight) {
        var text = insight.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** The identifiers' characters are all plain in a path but for the member's, of which some are encoded. */
    String of(String member, RecordId id) {
        return base + "/v1/members/" + Percent.encodeInPath(member) + "/records/" + id.id();
    }
}
