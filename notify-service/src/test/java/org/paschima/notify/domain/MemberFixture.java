package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.LocalDays;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Method;
import org.paschima.contract.Moment;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgeFate;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.Position;
import org.paschima.contract.Profile;
import org.paschima.contract.Receipt;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Screening;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.FactCodec;

/** A member in words: what happened, when, and what was decided. */
final class MemberFixture {

    static final MemberId MEMBER = new MemberId("studio", "m-1");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    static final Draw KEY = new Draw("a key for tests, not for use".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    final List<Receipt> receipts = new ArrayList<>();

    /** Keys of the decision points that those are of. */
    final List<String> covered = new ArrayList<>();

    final List<NudgeEvent> log = new ArrayList<>();
    final List<Learning.Outcome> outcomes = new ArrayList<>();
    final List<Fact> facts = new ArrayList<>();

    /** When each of them was folded. */
    final List<Instant> foldedAt = new ArrayList<>();

    MemberState state = MemberState.UNKNOWN;
    Instant now;

    /** What is known of the other members. */
    Evidence others = Evidence.NONE;

    /** What the calendar says, as far as it is known. */
    BusyTimes busy = BusyTimes.NONE;

    private long offset;

    private MemberFixture(Instant now) {
        this.now = now;
    }

    static MemberFixture nobodyAt(Instant now) {
        return new MemberFixture(now);
    }

    /** A member in a zone who agreed to nudges and was screened, with the default plan. */
    static MemberFixture aMemberAt(Instant now, ZoneId zone) {
        return nobodyAt(now)
                .happens(livesIn(zone, 1))
                .happens(consents(true, 1))
                .happens(FactCodec.changed(new Screening(List.of(), 1)));
    }

    MemberFixture happens(Fact fact) {
        return happened(fact, now);
    }

    /** A fact that was written at another time than it is folded. */
    MemberFixture happened(Fact fact, Instant writtenAt) {
        var folded = Evolution.evolve(state, fact, new FactPosition(new LogPosition(0, offset++), writtenAt), now);
        state = folded.state();
        facts.add(fact);
        foldedAt.add(now);
        log.addAll(folded.withdrawals());
        return this;
    }

    MemberFixture at(Instant later) {
        now = later;
        return this;
    }

    MemberFixture at(String instant) {
        return at(Instant.parse(instant));
    }

    /** Decides all that is due now. */
    MemberFixture decides() {
        var decider = new Decider(KEY, "test");
        for (var next = decided(decider); next.isPresent(); next = decided(decider)) {
            var decision = next.get();
            state = decision.state();
            receipts.add(decision.receipt());
            covered.addAll(decision.covered());
            outcomes.addAll(decision.outcomes());
            if (decision.nudge() != null) {
                log.add(decision.nudge());
            }
        }
        return this;
    }

    private Optional<Decision> decided(Decider decider) {
        state = Postponed.of(state, busy, now);
        return decider.decideNext(MEMBER, state, busy, now, () -> others);
    }

    Receipt lastReceipt() {
        return receipts.getLast();
    }

    /** Goes from slot to slot until one is sent. */
    MemberFixture untilNudged() {
        for (int i = 0; i < 200 && state.openNudges(now).isEmpty(); i++) {
            at(state.nextDue().orElseThrow()).decides();
        }
        if (state.openNudges(now).isEmpty()) {
            throw new IllegalStateException("never nudged");
        }
        return this;
    }

    SentNudge openNudge() {
        return state.openNudges(now).getFirst();
    }

    static Fact livesIn(ZoneId zone, long version) {
        return FactCodec.changed(new Profile(zone, LocalTime.MIDNIGHT, "en", null, version));
    }

    static Fact consents(boolean nudging, long version) {
        return FactCodec.changed(new Consents(true, nudging, false, false, version));
    }

    static NudgePlan plan(long version) {
        var d = NudgePlan.DEFAULT;
        return new NudgePlan(
                d.enabled(), d.slots(), d.contexts(), d.quietHours(), d.zonePolicy(), d.caps(), null, version);
    }

    static NudgePlan planWith(Caps caps, List<LocalTime> slots, NudgePlan.@Nullable QuietHours quiet, long version) {
        var d = NudgePlan.DEFAULT;
        return new NudgePlan(true, slots, d.contexts(), quiet, d.zonePolicy(), caps, null, version);
    }

    static Fact practised(String id, long version, Instant start, @Nullable Duration length) {
        var segment = new Segment("tadasana", 5, Side.BOTH, null, List.of(), null);
        var end = length == null ? null : start.plus(length);
        return FactCodec.recorded(new Practice(
                head(id, version, start),
                end == null ? null : utc(end),
                "mat",
                Moment.ROUTINE,
                List.of(segment),
                null,
                null,
                false,
                List.of(),
                null));
    }

    static Fact bornIn(int year, long version) {
        return FactCodec.changed(new Profile(BERLIN, LocalTime.MIDNIGHT, "en", year, version));
    }

    /** A report of the neck; null pain is none. */
    static Fact feels(String id, long version, Instant at, int tension, @Nullable Integer pain) {
        return FactCodec.recorded(new TensionReport(
                head(id, version, at),
                List.of(new Tension("neck", Side.BOTH, tension)),
                null,
                pain == null ? List.of() : List.of(new Tension("neck", Side.BOTH, pain)),
                Moment.ROUTINE));
    }

    /** A practice of ten minutes, rated before and after. */
    static Fact practisedFrom(int before, int after, String id, long version, Instant at) {
        return FactCodec.recorded(new Practice(
                head(id, version, at),
                utc(at.plus(Duration.ofMinutes(10))),
                "mat",
                Moment.ROUTINE,
                List.of(new Segment("tadasana", 5, Side.BOTH, null, List.of(), null)),
                new Ratings(List.of(new Tension("neck", Side.LEFT, before)), null, null),
                new Ratings(List.of(new Tension("neck", Side.LEFT, after)), null, null),
                false,
                List.of(),
                null));
    }

    /** A practice of ten minutes, recorded in another zone than the profile's. */
    static Fact practisedIn(ZoneId zone, String id, long version, Instant start) {
        var known = head(id, version, start);
        var head = new RecordHead(
                known.id(),
                version,
                known.at(),
                zone,
                LocalTime.MIDNIGHT,
                LocalDays.of(start, zone, LocalTime.MIDNIGHT));
        return FactCodec.recorded(new Practice(
                head,
                utc(start.plus(Duration.ofMinutes(10))),
                "mat",
                Moment.ROUTINE,
                List.of(new Segment("tadasana", 5, Side.BOTH, null, List.of(), null)),
                null,
                null,
                false,
                List.of(),
                null));
    }

    /** How far each shoulder blade stands off, as somebody else saw it. */
    static Fact wings(String id, long version, Instant at, int left, int right) {
        var seen = List.of(
                new Observation("winging", left, Method.OBSERVER, Side.LEFT, null, null),
                new Observation("winging", right, Method.OBSERVER, Side.RIGHT, null, null));
        return FactCodec.recorded(
                new PostureCheck(head(id, version, at), null, null, null, null, seen, null, List.of(), null));
    }

    /** The member has seen why a check is suggested, and goes on. */
    static Fact dismissesCare(Instant at, @Nullable String through) {
        return new Fact.CareDismissed(
                utc(at), through == null ? null : LogPosition.parse(through).orElseThrow());
    }

    static Fact deleted(String id, long version, Instant at) {
        return FactCodec.deleted(new RecordId("app", id), version, utc(at));
    }

    static Fact symptom(String id, long version, String code, Instant at) {
        return FactCodec.recorded(
                new SymptomReport(head(id, version, at), List.of(new Symptom(code, null, null, null)), null));
    }

    static Fact states(String id, long version, Statement statement, Instant at) {
        return FactCodec.recorded(new SymptomReport(head(id, version, at), List.of(), statement).byMember());
    }

    /** A statement that somebody else's token sent, as the log may hold from before that was refused. */
    static Fact statesWithoutMark(String id, long version, Statement statement, Instant at) {
        return FactCodec.recorded(new SymptomReport(head(id, version, at), List.of(), statement));
    }

    static Fact felt(String id, long version, int frontBack, Instant at) {
        return FactCodec.recorded(new PostureCheck(
                head(id, version, at), null, null, new Felt(frontBack, null), null, List.of(), null, List.of(), null));
    }

    /** A check of how a member sits, stands or lies, and leans. */
    static Fact checked(String id, long version, Position position, @Nullable Integer frontBack, Instant at) {
        return FactCodec.recorded(new PostureCheck(
                head(id, version, at),
                position,
                null,
                frontBack == null ? null : new Felt(frontBack, null),
                null,
                List.of(),
                null,
                List.of(),
                null));
    }

    static Fact fate(String nudgeId, Fate fate, Instant at, @Nullable Instant snoozeUntil) {
        return new Fact.NudgeFateReported(
                new NudgeFate(nudgeId, fate, utc(at), snoozeUntil == null ? null : utc(snoozeUntil)));
    }

    private static RecordHead head(String id, long version, Instant at) {
        return new RecordHead(
                new RecordId("app", id),
                version,
                utc(at),
                BERLIN,
                LocalTime.MIDNIGHT,
                LocalDays.of(at, BERLIN, LocalTime.MIDNIGHT));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
