package org.paschima.notify.history;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.NudgeFate;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Profile;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Rest;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.ZoneNames;
import org.paschima.contract.codec.FactCodec;

/** What one member says, as facts of the log: it knows which versions were sent, and what each device has read. */
final class Words {

    private static final List<String> CONTEXTS = NudgePlan.DEFAULT.contexts();

    private long profileVersion;
    private long consentsVersion;
    private final Map<Integer, Known> devices = new HashMap<>();

    /** What a device knows of the plan. */
    record Known(long version, String tag) {}

    void looked(int device, long version, String tag) {
        devices.put(device, new Known(version, tag));
    }

    /**
     * The fact; null when there is nothing it could be about.
     *
     * @param nudges ids of those that were issued, the newest first
     */
    @Nullable
    Fact fact(Deed deed, Instant now, List<String> nudges) {
        return switch (deed) {
            case Deed.Lives lives -> FactCodec.changed(profile(lives, now));
            case Deed.Consents said -> {
                long version = Math.max(0, consentsVersion + said.ahead());
                consentsVersion = Math.max(consentsVersion, version);
                yield FactCodec.changed(new Consents(true, said.nudging(), false, false, version));
            }
            case Deed.Plans plans -> plan(plans, now);
            case Deed.Practises(var record, var version, var start, var length, var zone) -> {
                var head = head(record, version, minutes(now, start), zone);
                var end = length < 0 ? null : head.at().plusMinutes(length);
                yield FactCodec.recorded(new Practice(
                        head,
                        end,
                        "mat",
                        Moment.ROUTINE,
                        List.of(new Segment("tadasana", 5, Side.BOTH, null, List.of(), null)),
                        null,
                        null,
                        false,
                        List.of(),
                        null));
            }
            case Deed.Feels(var record, var version, var start, var zone) ->
                FactCodec.recorded(new TensionReport(
                        head(record, version, minutes(now, start), zone),
                        List.of(new Tension("neck", Side.BOTH, 3)),
                        null,
                        List.of(),
                        Moment.ROUTINE));
            case Deed.Checks(var record, var position, var start, var zone) ->
                FactCodec.recorded(new PostureCheck(
                        head(record, 1, minutes(now, start), zone),
                        position,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        List.of(),
                        null));
            case Deed.Deletes(var record, var version) ->
                FactCodec.deleted(new RecordId("app", "r-" + record), version, utc(now));
            case Deed.HasSymptom(var record, var version, var start, var code, var zone) ->
                FactCodec.recorded(new SymptomReport(
                        head(record, version, minutes(now, start), zone),
                        List.of(new Symptom(code, null, null, null)),
                        null));
            case Deed.States(var record, var version, var start, var isGone, var byMember, var zone) -> {
                var report = new SymptomReport(
                        head(record, version, minutes(now, start), zone),
                        List.of(),
                        isGone ? Statement.GONE_FOR_14_DAYS : Statement.CHECKED_BY_PROFESSIONAL);
                yield FactCodec.recorded(byMember ? report.byMember() : report);
            }
            case Deed.Answers(var back, var fate, var snooze) ->
                back >= nudges.size()
                        ? null
                        : new Fact.NudgeFateReported(new NudgeFate(
                                nudges.get(back),
                                fate,
                                utc(now),
                                fate == NudgeFate.Fate.SNOOZED ? utc(minutes(now, snooze)) : null));
            case Deed.Resumes _ -> new Fact.NudgesResumed(utc(now));
            case Deed.Pauses(var minutes) ->
                new Fact.NudgesPaused(utc(now), minutes == 0 ? null : utc(minutes(now, minutes)));
            case Deed.GoesOn _ -> new Fact.CareDismissed(utc(now), null);
        };
    }

    private Profile profile(Deed.Lives lives, Instant now) {
        long version = Math.max(0, profileVersion + lives.ahead());
        profileVersion = Math.max(profileVersion, version);
        var today = now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(lives.awayFrom());
        var away = lives.awayDays() == 0
                ? List.<Rest.Away>of()
                : List.of(new Rest.Away(today, today.plusDays(lives.awayDays() - 1L)));
        var weekdays = lives.restDay() == 0 ? Set.<DayOfWeek>of() : Set.of(DayOfWeek.of(lives.restDay()));
        return new Profile(
                ZoneNames.known(lives.zone()),
                LocalTime.of(lives.dayStart(), 0),
                "en",
                null,
                new Rest(weekdays, away),
                List.of(),
                version);
    }

    private Fact plan(Deed.Plans plans, Instant now) {
        var known = devices.getOrDefault(plans.device(), new Known(0, Fact.NudgePlanChanged.NO_PLAN));
        long version = known.version() + plans.ahead();
        var paused = plans.pausedMinutes() == 0 ? null : utc(minutes(now, plans.pausedMinutes()));
        var plan = new NudgePlan(
                        plans.enabled(),
                        plans.slots(),
                        CONTEXTS,
                        plans.quiet(),
                        plans.policy(),
                        plans.caps(),
                        paused,
                        version,
                        plans.rules(),
                        plans.quietDays())
                .in(plans.policy(), plans.slotZone())
                .with(plans.triggers())
                .with(plans.channels());
        var fact = FactCodec.changed(plan, plans.isGuarded() ? List.of(known.tag()) : null);
        if (!plans.isGuarded()) {
            // A device goes on from its own, whether or not it came to hold.
            devices.put(plans.device(), new Known(version, fact.rank().tag()));
        }
        return fact;
    }

    private static RecordHead head(int record, long version, Instant at, String name) {
        var zone = ZoneNames.known(name);
        return new RecordHead(
                new RecordId("app", "r-" + record),
                version,
                utc(at),
                zone,
                LocalTime.MIDNIGHT,
                LocalDays.of(at, zone, LocalTime.MIDNIGHT));
    }

    private static Instant minutes(Instant now, int minutes) {
        return now.plusSeconds(60L * minutes);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
