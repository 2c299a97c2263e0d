package org.paschima.notify.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.codec.HeldSetting;
import org.paschima.notify.domain.RememberedRecord.What.Felt;
import org.paschima.notify.domain.RememberedRecord.What.Nothing;
import org.paschima.notify.domain.RememberedRecord.What.Practised;
import org.paschima.notify.domain.RememberedRecord.What.Stated;
import org.paschima.notify.domain.Standing.PlanHeld;

/**
 * Folds a fact into a member's state. Facts already folded change nothing, so delivery may repeat; of records and
 * settings the highest rank wins, so it may come in any order.
 */
public final class Evolution {

    private Evolution() {}

    /**
     * The member after one more fact; a version that has lost does not count as one.
     *
     * @param ranks of the records of this member and others; the fact's own is taken into them
     */
    public static Folded evolve(
            String member, MemberState state, Fact fact, FactPosition position, Instant now, Ranks ranks) {
        return fact instanceof Fact.OfRecord version && !ranks.wins(member, state, version)
                ? lost(state, version, position, now)
                : evolve(state, fact, position, now);
    }

    /** Of a version that lost, only the symptoms count: only a statement ends a hold (domain.md §5.1). */
    private static Folded lost(MemberState state, Fact.OfRecord version, FactPosition position, Instant now) {
        return version instanceof Fact.Recorded(SymptomReport report, var _)
                ? Withdrawal.of(
                        state.with(state.records().with(symptoms(report, version, position))),
                        subject(version),
                        position,
                        now)
                : new Folded(state, List.of());
    }

    private static List<ReportedSymptom> symptoms(SymptomReport report, Fact.OfRecord version, FactPosition position) {
        return report.symptoms().stream()
                .map(symptom -> new ReportedSymptom(
                        version.id().id(),
                        symptom.code(),
                        report.head().at().toInstant(),
                        version.rank(),
                        position.offset()))
                .toList();
    }

    /**
     * The member after one more fact.
     *
     * @param now tells what is too old to remember, and which nudges are still open
     */
    public static Folded evolve(MemberState state, Fact fact, FactPosition position, Instant now) {
        var after = switch (fact) {
            case Fact.Recorded(var record, var _) -> recorded(state, record, (Fact.OfRecord) fact, position, now);
            case Fact.Deleted deleted ->
                state.with(state.records()
                        .with(
                                deleted.id().id(),
                                RecentRecords.nothing(
                                        deleted.rank(), deleted.at().toInstant()),
                                now));
            case Fact.ProfileChanged changed -> profile(state, changed, position, now);
            case Fact.ConsentsChanged changed -> consents(state, changed, position, now);
            case Fact.ScreeningChanged changed ->
                state.with(state.settings()
                        .screening(Ranked.winner(state.settings().screening(), changed.rank(), changed.screening())));
            case Fact.NudgePlanChanged changed -> plan(state, changed, position, now);
            case Fact.NudgeFateReported(var fate) -> Answers.reported(state, fate, position, now);
            case Fact.NudgesResumed _ -> Answers.resumed(state);
            case Fact.NudgesPaused paused -> Answers.paused(state, paused, position, now);
            case Fact.CareDismissed dismissed ->
                state.with(state.reports().answered(position.through(dismissed.through())));
        };
        var where = Whereabouts.followed(noted(after, fact, position), position, now);
        return Withdrawal.of(where, subject(fact), position, now);
    }

    /** The record that a withdrawal can be put down to. */
    private static String subject(Fact fact) {
        return fact instanceof Fact.OfRecord ofRecord ? ofRecord.id().id() : "";
    }

    private static MemberState recorded(
            MemberState state, MemberRecord record, Fact.OfRecord fact, FactPosition position, Instant now) {
        var id = fact.id().id();
        var at = record.head().at().toInstant();
        var records = state.records();
        var after = switch (record) {
            case Practice practice -> {
                var end = practice.endedAt();
                yield records.with(
                        id,
                        new RememberedRecord(fact.rank(), at, new Practised(end == null ? null : end.toInstant())),
                        now);
            }
            case SymptomReport report -> {
                // Every version counts, also one that lost: only a statement ends a hold (domain.md §5.1).
                var symptoms = symptoms(report, fact, position);
                var statement = report.statement();
                var what = statement == null
                        ? new Nothing()
                        : new Stated(statement, position.offset(), report.statedByMember());
                yield records.with(symptoms).with(id, new RememberedRecord(fact.rank(), at, what), now);
            }
            case PostureCheck check -> {
                var felt = check.felt();
                var frontBack = felt == null ? null : felt.frontBack();
                var held = Stillness.isLookedFor(state, at, now) ? check.position() : null;
                yield frontBack == null && held == null
                        ? corrected(records, id, fact, at, now)
                        : records.with(id, new RememberedRecord(fact.rank(), at, new Felt(frontBack, held)), now);
            }
            case TensionReport _ -> corrected(records, id, fact, at, now);
        };
        return state.with(after);
    }

    private static MemberState noted(MemberState state, Fact fact, FactPosition position) {
        return fact instanceof Fact.OfRecord ofRecord
                ? state.with(state.reports().with(ofRecord.id().id(), Report.of(ofRecord, position)))
                : state;
    }

    /** A record that does not matter here only matters if an earlier version of it did. */
    private static RecentRecords corrected(
            RecentRecords records, String id, Fact.OfRecord fact, Instant at, Instant now) {
        return records.knows(id) ? records.with(id, RecentRecords.nothing(fact.rank(), at), now) : records;
    }

    private static MemberState profile(
            MemberState state, Fact.ProfileChanged changed, FactPosition position, Instant now) {
        var settings = state.settings();
        var won = Ranked.winner(settings.profile(), changed.rank(), changed.profile());
        if (won.equals(settings.profile())) {
            return state;
        }
        var since = position.since(now);
        var before = settings.profile();
        var zones = settings.zones();
        boolean isThere =
                before != null && before.value().zone().equals(won.value().zone());
        var where = zones != null && isThere ? zones : Whereabouts.under(won.value(), state, since, now);
        var after = state.with(settings.profile(won, where));
        if (after.history().decidedThrough() != null) {
            return after;
        }
        // A member starts with the profile; of an old log that is replayed nothing is decided that is long past.
        var start = since.isBefore(now.minus(Inputs.VALID)) ? now.minus(Inputs.VALID) : since;
        return after.with(after.history().decidedThrough(start))
                .with(after.standing().from(start));
    }

    /**
     * Who agrees has decision points from then on, not of the hours before. Of who agrees no longer, what was learned is
     * forgotten, and so is the member's part in what was learned of all (domain.md §5.5).
     */
    private static MemberState consents(
            MemberState state, Fact.ConsentsChanged changed, FactPosition position, Instant now) {
        var settings = state.settings();
        var after = state.with(settings.consents(held(settings.consents(), changed)));
        boolean agreesNow = after.settings().allowsNudging() && !settings.allowsNudging();
        if (!after.settings().allowsNudging()) {
            return after.with(Learning.NOTHING);
        }
        return agreesNow ? after.with(after.standing().from(position.since(now))) : after;
    }

    private static Ranked<Consents> held(@Nullable Ranked<Consents> kept, Fact.ConsentsChanged changed) {
        var held = kept == null
                ? changed
                : HeldSetting.of(
                        new Fact.ConsentsChanged(kept.value(), kept.rank().digest()), changed);
        return new Ranked<>(held.rank(), held.consents());
    }

    /**
     * Here the order is known: a plan that is not sent for the one that holds, or that ranks below it, changes nothing. A
     * slot that is new, or that comes on other days than before, has decision points from then on, and so has what is asked for besides.
     */
    private static MemberState plan(
            MemberState state, Fact.NudgePlanChanged changed, FactPosition position, Instant now) {
        var settings = state.settings();
        var won = Ranked.winner(settings.plan(), changed.rank(), changed.plan());
        if (won.equals(settings.plan()) || !changed.matches(settings.planRank())) {
            return state;
        }
        var planBefore = settings.planOrDefault();
        var before = planBefore.slots().stream()
                .filter(slot -> won.value().isAsUnder(planBefore, slot))
                .toList();
        var standing = state.standing()
                .planned(
                        before,
                        won.value().slots(),
                        position.since(now),
                        new PlanHeld(position.offset(), won.rank().tag()));
        return state.with(settings.plan(won))
                .with(
                        won.value().triggers().equals(planBefore.triggers())
                                ? standing
                                : standing.triggered(position.since(now)));
    }
}
