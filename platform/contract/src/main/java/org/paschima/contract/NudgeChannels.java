package org.paschima.contract;

import java.util.Set;

/**
 * On which channels a member wants each kind of nudge. What takes a nudge back goes where the nudge went.
 *
 * @param slots of those that slots bring; at least one
 * @param triggers of those that triggers bring ({@link NudgeTriggers}); at least one
 */
public record NudgeChannels(Set<NudgeChannel> slots, Set<NudgeChannel> triggers) {

    public static final NudgeChannels ALL = new NudgeChannels(NudgeChannel.ALL, NudgeChannel.ALL);

    public NudgeChannels {
        if (slots.isEmpty() || triggers.isEmpty()) {
            throw new IllegalArgumentException("nudges that go nowhere are none: " + slots + ", " + triggers);
        }
        slots = NudgeChannel.sorted(slots);
        triggers = NudgeChannel.sorted(triggers);
    }

    /** Whether nothing is chosen. */
    public boolean isAll() {
        return slots.equals(NudgeChannel.ALL) && triggers.equals(NudgeChannel.ALL);
    }
}
