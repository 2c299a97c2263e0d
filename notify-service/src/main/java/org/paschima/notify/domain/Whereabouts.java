package org.paschima.notify.domain;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Profile;
import org.paschima.contract.SlotZone;

/**
 * Moves a member's slots to the zone that plan, profile and records say together, whichever of them changed.
 *
 * <p>It is asked after every fact and looks at what holds then, so a record that is corrected or deleted takes back where it
 * put the member, and of records that come late only the newest says anything.
 */
final class Whereabouts {

    private Whereabouts() {}

    static MemberState followed(MemberState state, FactPosition position, Instant now) {
        var zones = state.settings().zones();
        var profile = state.settings().profile();
        if (zones == null || profile == null) {
            return state;
        }
        var moved = zones.moved(zone(state, profile.value(), zones.named(), now), position.since(now));
        return moved.equals(zones) ? state : state.with(state.settings().zones(moved));
    }

    /** Where the slots are under a profile that was named just now; the first of a member's is no journey. */
    static Zones under(Profile profile, MemberState state, Instant named, Instant now) {
        var before = state.settings().zones();
        return before == null ? Zones.in(zone(state, profile, named, now)).named(named) : before.named(named);
    }

    private static ZoneId zone(MemberState state, Profile profile, @Nullable Instant named, Instant now) {
        return switch (state.settings().planOrDefault().slotZone()) {
            case SlotZone.OfProfile() -> profile.zone();
            case SlotZone.Named(var home) -> home;
            case SlotZone.OfRecords() ->
                state.reports()
                        .newest(now)
                        .filter(report -> named == null || report.at().isAfter(named))
                        .map(Report::zone)
                        .orElse(profile.zone());
        };
    }
}
