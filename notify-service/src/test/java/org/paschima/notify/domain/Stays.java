package org.paschima.notify.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Profile;
import org.paschima.contract.RecordHead;
import org.paschima.contract.SlotZone;

/**
 * Where the slots of a member were to be, told by the facts alone, of which each is said once and in order: by the profile,
 * by the home that the plan names, or by the newest record that is newer than what the profile says.
 */
final class Stays {

    /** From when on the zone was named; the slots may be there from the next date only. */
    record Stay(Instant from, ZoneId zone) {}

    private final List<Stay> stays = new ArrayList<>();
    private NudgePlan plan = NudgePlan.DEFAULT;
    private Instant named = Instant.MIN;
    private @Nullable Profile profile;
    private @Nullable RecordHead newest;

    private Stays() {}

    static List<Stay> of(MemberFixture member) {
        var all = new Stays();
        for (int i = 0; i < member.facts.size(); i++) {
            all.hears(member.facts.get(i), member.foldedAt.get(i));
        }
        return all.stays;
    }

    private void hears(Fact fact, Instant at) {
        if (fact instanceof Fact.NudgePlanChanged changed) {
            plan = changed.plan();
        } else if (fact instanceof Fact.Recorded(var record, var _)) {
            var head = record.head();
            newest = newest == null || head.at().isAfter(newest.at()) ? head : newest;
        } else if (fact instanceof Fact.ProfileChanged changed) {
            boolean isSame =
                    profile != null && profile.zone().equals(changed.profile().zone());
            named = isSame ? named : at;
            profile = changed.profile();
        }
        if (profile != null) {
            var zone = zone(profile.zone());
            if (stays.isEmpty() || !stays.getLast().zone().equals(zone)) {
                stays.add(new Stay(at, zone));
            }
        }
    }

    private ZoneId zone(ZoneId ofProfile) {
        return switch (plan.slotZone()) {
            case SlotZone.OfProfile() -> ofProfile;
            case SlotZone.Named(var home) -> home;
            case SlotZone.OfRecords() ->
                newest != null && newest.at().toInstant().isAfter(named) ? newest.zone() : ofProfile;
        };
    }
}
