package org.paschima.notify.mail;

import java.net.URI;

/** Text as a part of a page, whatever stands in it. */
public final class Html {

    private Html() {}

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String link(URI to) {
        var address = escaped(to.toString());
        return "<a href=\"" + address + "\">" + address + "</a>";
    }
}
