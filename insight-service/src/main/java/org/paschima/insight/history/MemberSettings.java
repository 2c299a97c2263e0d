package org.paschima.insight.history;

import java.util.Map;

/**
 * The winning settings of a member, by kind, each as JSON in UTF-8. What was never set is not there.
 */
public record MemberSettings(Map<Kind, byte[]> winning) {

    /** The facts about a member that are fully replaced. */
    public enum Kind {
        PROFILE("profile"),
        CONSENTS("consents"),
        SCREENING("screening");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    public MemberSettings {
        winning = Map.copyOf(winning);
    }
}
