package org.paschima.session.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.HeldSetting;

/**
 * The last settings that this instance has put on the log, so that who sends one that has already lost is told. It knows
 * nothing of other instances and of what was forgotten: that a setting is not said to have lost does not mean that it won.
 * Any thread may call it.
 */
public final class SettingsKept {

    public static final int MOST = 20_000;

    private final Map<Of, Fact.OfMember> held;

    private record Of(MemberId member, Class<?> kind) {}

    public SettingsKept(int most) {
        this.held = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Of, Fact.OfMember> eldest) {
                return size() > most;
            }
        };
    }

    /** Notes a setting that the log has acknowledged; what holds in its place, if that is known. */
    public synchronized Optional<Fact.OfMember> note(MemberId member, Fact.OfMember kept) {
        var holds = held.merge(new Of(member, kept.getClass()), kept, HeldSetting::of);
        return holds.equals(kept) ? Optional.empty() : Optional.of(holds);
    }
}
