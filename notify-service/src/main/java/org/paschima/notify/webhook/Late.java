package org.paschima.notify.webhook;

import java.util.Locale;

/** What becomes of an issued nudge that no longer stands when it could be delivered: it is over, or was withdrawn. */
public enum Late {
    /** It is left out, so that nobody is reminded of what is past. */
    SKIP,
    /** It is sent all the same, for those who keep records and remind nobody. */
    SEND;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
