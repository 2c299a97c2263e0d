package org.paschima.notify.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Language;
import org.paschima.contract.LocalDays;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Profile;
import org.paschima.contract.Rank;
import org.paschima.contract.Screening;

/**
 * The winning version of each of a member's settings; null where none came yet.
 *
 * @param zones follows the profile, or what the plan says instead; null exactly when there is none
 */
public record Settings(
        @Nullable Ranked<Profile> profile,
        @Nullable Zones zones,
        @Nullable Ranked<Consents> consents,
        @Nullable Ranked<Screening> screening,
        @Nullable Ranked<NudgePlan> plan) {

    static final Settings NONE = new Settings(null, null, null, null, null);

    public NudgePlan planOrDefault() {
        return plan == null ? NudgePlan.DEFAULT : plan.value();
    }

    /** By what the plan that holds won; null when none was ever sent. */
    public @Nullable Rank planRank() {
        return plan == null ? null : plan.rank();
    }

    /** Whether the local day of a decision point is one on which the member plans to rest. */
    boolean plansRestAt(DecisionPoint point) {
        return profile != null
                && profile.value()
                        .rest()
                        .isPlannedOn(
                                point.slot().isBefore(profile.value().dayStart())
                                        ? point.localDate().minusDays(1)
                                        : point.localDate());
    }

    /** When the last of the days away is over in every zone, but no later than {@code latest}; {@code from} if all are over by then. */
    Instant backFromAway(Instant from, Instant latest) {
        if (profile == null) {
            return from;
        }
        return profile.value().rest().away().stream()
                .map(away -> away.to().plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant())
                .map(back -> back.isAfter(latest) ? latest : back)
                .filter(from::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(from);
    }

    boolean plansRestAt(Instant instant, ZoneId zone) {
        return profile != null
                && profile.value()
                        .rest()
                        .isPlannedOn(LocalDays.of(instant, zone, profile.value().dayStart()));
    }

    Language language() {
        return Language.of(profile == null ? null : profile.value().language());
    }

    boolean allowsNudging() {
        return consents != null && consents.value().nudging();
    }

    boolean isScreened() {
        return screening != null;
    }

    Screening screeningOrNone() {
        return screening == null ? Screening.NONE : screening.value();
    }

    Settings profile(Ranked<Profile> won, Zones where) {
        return new Settings(won, where, consents, screening, plan);
    }

    Settings zones(Zones where) {
        return new Settings(profile, where, consents, screening, plan);
    }

    Settings zonesNotAfter(Instant now) {
        return new Settings(profile, zones == null ? null : zones.notAfter(now), consents, screening, plan);
    }

    Settings consents(Ranked<Consents> won) {
        return new Settings(profile, zones, won, screening, plan);
    }

    Settings screening(Ranked<Screening> won) {
        return new Settings(profile, zones, consents, won, plan);
    }

    Settings plan(Ranked<NudgePlan> won) {
        return new Settings(profile, zones, consents, screening, won);
    }
}
