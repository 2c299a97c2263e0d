package org.paschima.contract;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Where nudges reach somebody, as a member tells the ways apart and chooses among them (docs/adr/0070). */
public enum NudgeChannel {
    /** The member's own clients: streams, long-polls, and what is open in {@code nudges/now}. */
    CLIENT("client"),
    /** Programs of the studio: its webhooks and its stream. */
    STUDIO("studio"),
    /** Browsers that the member subscribed. */
    WEB_PUSH("web-push"),
    /** Digests to the address that the member confirmed. */
    EMAIL("e-mail");

    public static final Set<NudgeChannel> ALL = Collections.unmodifiableSet(EnumSet.allOf(NudgeChannel.class));

    private final String wire;

    NudgeChannel(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    /** The same in the order of declaration, and not to be changed. */
    static Set<NudgeChannel> sorted(Set<NudgeChannel> channels) {
        if (channels.size() == ALL.size()) {
            return ALL;
        }
        var sorted = EnumSet.noneOf(NudgeChannel.class);
        sorted.addAll(channels);
        return Collections.unmodifiableSet(sorted);
    }
}
