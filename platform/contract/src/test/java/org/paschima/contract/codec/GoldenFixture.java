package org.paschima.contract.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.LocalDays;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Breath;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.Tadasana;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Method;
import org.paschima.contract.Moment;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgeChannels;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgeFate;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgeTriggers;
import org.paschima.contract.Position;
import org.paschima.contract.Profile;
import org.paschima.contract.Receipt;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Recurrence;
import org.paschima.contract.Rest;
import org.paschima.contract.Screening;
import org.paschima.contract.Side;
import org.paschima.contract.SlotZone;
import org.paschima.contract.Tension;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

/**
 * What the golden files hold, as typed values: at least one event of every wire name.
 *
 * <p>A golden file is what was once published. It is never changed: an event that is written in a new way gets a new
 * file, and the old one must still be read.
 */
final class GoldenFixture {

    static final MemberId MEMBER = new MemberId("studio-west", "m-0017");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Envelope ENVELOPE = new Envelope(
            "0197f0c2-6a7e-7c11-9d55-2f1b8f0a4c01",
            "/session-service",
            Instant.parse("2026-03-02T17:11:09.125Z"),
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    private GoldenFixture() {}

    /**
     * @param variant the name of the file
     * @param typed a {@link Fact}, {@link NudgeEvent} or {@link Receipt}
     */
    record Golden(WireName name, String variant, Object typed) {

        Message encoded() {
            return encode(typed);
        }

        byte[] json() {
            return resource(".json");
        }

        /** Topic, key and headers as lines of {@code name: value}. */
        Map<String, String> headers() {
            var lines = new LinkedHashMap<String, String>();
            new String(resource(".headers"), StandardCharsets.UTF_8).lines().forEach(line -> {
                int colon = line.indexOf(": ");
                lines.put(line.substring(0, colon), line.substring(colon + 2));
            });
            return lines;
        }

        String path(String ending) {
            return "/golden/" + name.type() + "/" + variant + ending;
        }

        private byte[] resource(String ending) {
            try (var in = GoldenFixture.class.getResourceAsStream(path(ending))) {
                return Objects.requireNonNull(in, path(ending) + " is missing").readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return name.type() + "/" + variant;
        }
    }

    static Message encode(Object typed) {
        return switch (typed) {
            case Fact fact -> FactCodec.encode(MEMBER, fact, ENVELOPE);
            case NudgeEvent event -> FactCodec.encode(MEMBER, event, notifyService());
            case Receipt receipt -> FactCodec.encode(MEMBER, receipt, notifyService());
            default -> throw new IllegalArgumentException(typed.getClass().getName());
        };
    }

    /** The typed value of these bytes, by the reader of its topic; empty when it is refused or skipped. */
    static Optional<Object> decode(WireName name, Function<String, byte @Nullable []> headers, byte[] value) {
        return switch (name) {
            case NUDGE_ISSUED, NUDGE_WITHDRAWN -> nudge(headers, value);
            case DECISION_MADE -> receipt(value);
            default ->
                switch (FactCodec.decode(MEMBER.key().getBytes(StandardCharsets.UTF_8), headers, value)) {
                    case Decoded.Known(var member, var fact) when member.equals(MEMBER) -> Optional.of(fact);
                    case Decoded _ -> Optional.empty();
                };
        };
    }

    private static Optional<Object> nudge(Function<String, byte @Nullable []> headers, byte[] value) {
        try {
            var type = headers.apply("ce_type");
            var name = type == null ? null : WireName.ofType(type);
            return name == WireName.NUDGE_ISSUED || name == WireName.NUDGE_WITHDRAWN
                    ? Optional.of(FactCodec.nudge(value))
                    : Optional.empty();
        } catch (UnreadableException _) {
            return Optional.empty();
        }
    }

    private static Optional<Object> receipt(byte[] value) {
        try {
            var problems = new Problems();
            return JsonReader.read(value) instanceof Json.Obj object
                    ? Optional.ofNullable(
                            ReceiptCodec.receipt(new Fields(object, "", problems, Strictness.LOG), problems))
                    : Optional.empty();
        } catch (MalformedJsonException _) {
            return Optional.empty();
        }
    }

    static Function<String, byte @Nullable []> bytes(Map<String, String> headers) {
        return name -> {
            var value = headers.get(name);
            return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        };
    }

    static Stream<Golden> all() {
        return Stream.of(
                golden("full", FactCodec.recorded(aPracticeWithEverything())),
                golden("still-going", FactCodec.recorded(aPracticeStillGoing())),
                golden("another-practice", FactCodec.recorded(anotherPractice())),
                golden("nothing-said", FactCodec.recorded(aPracticeOfWhichNothingIsSaid())),
                golden("full", FactCodec.recorded(aPostureCheckWithEverything())),
                golden("felt-only", FactCodec.recorded(aFeltPostureCheck())),
                golden("instruments-only", FactCodec.recorded(aMeasuredPostureCheck())),
                golden("full", FactCodec.recorded(aTensionReportWithEverything())),
                golden("one-region", FactCodec.recorded(aTensionReportOfOneRegion())),
                golden(
                        "symptoms",
                        FactCodec.recorded(aReportOf(
                                new Symptom("hand-weakness", Side.RIGHT, LocalDate.of(2026, 2, 27), true),
                                new Symptom("a-symptom-of-a-later-catalogue", null, null, null)))),
                golden("statement", FactCodec.recorded(aStatement())),
                golden("statement-by-member", FactCodec.recorded(aStatement().byMember())),
                golden(
                        "deleted",
                        FactCodec.deleted(new RecordId("studio-app", "p-1001"), 3, at("2026-03-03T09:00:00+01:00"))),
                golden(
                        "full",
                        FactCodec.changed(new Profile(BERLIN, LocalTime.of(4, 0), "de-CH", 1984, 1772474400000L))),
                golden("rest", FactCodec.changed(aProfileWithRest())),
                golden(
                        "groups",
                        FactCodec.changed(new Profile(
                                BERLIN,
                                LocalTime.MIDNIGHT,
                                null,
                                null,
                                Rest.NONE,
                                List.of("mornings", "Room.2_back"),
                                4))),
                golden("least", FactCodec.changed(new Profile(ZoneId.of("UTC"), LocalTime.MIDNIGHT, null, null, 0))),
                golden("given", FactCodec.changed(new Consents(true, true, false, false, 2))),
                golden("two-conditions", FactCodec.changed(new Screening(List.of("glaucoma", "neck-injury"), 5))),
                golden("nothing-to-name", FactCodec.changed(new Screening(List.of(), 1))),
                golden("defaults", FactCodec.changed(theDefaultPlan())),
                golden("own", FactCodec.changed(aPlanOfHerOwn())),
                golden("by-weekday", FactCodec.changed(aPlanByWeekday())),
                golden(
                        "at-home",
                        FactCodec.changed(theDefaultPlan().in(NudgePlan.ZonePolicy.HOME, new SlotZone.Named(BERLIN)))),
                golden(
                        "where-records-are",
                        FactCodec.changed(theDefaultPlan().in(NudgePlan.ZonePolicy.FOLLOW_ME, SlotZone.RECORDS))),
                golden("by-rule", FactCodec.changed(aPlanByRule())),
                golden("with-triggers", FactCodec.changed(theDefaultPlan().with(new NudgeTriggers(60, true)))),
                golden(
                        "with-channels",
                        FactCodec.changed(theDefaultPlan()
                                .with(new NudgeTriggers(60, false))
                                .with(new NudgeChannels(
                                        Set.of(NudgeChannel.EMAIL, NudgeChannel.CLIENT), NudgeChannel.ALL)))),
                golden("if-match", FactCodec.changed(theDefaultPlan(), List.of("6-06c324147c43", "none"))),
                golden(
                        "opened",
                        new Fact.NudgeFateReported(
                                new NudgeFate("n-1", NudgeFate.Fate.OPENED, at("2026-03-02T09:31:00Z"), null))),
                golden(
                        "snoozed",
                        new Fact.NudgeFateReported(new NudgeFate(
                                "n-1",
                                NudgeFate.Fate.SNOOZED,
                                at("2026-03-02T10:31:00+01:00"),
                                at("2026-03-02T12:00:00+01:00")))),
                golden("resumed", new Fact.NudgesResumed(at("2026-03-02T11:15:00+01:00"))),
                golden(
                        "until",
                        new Fact.NudgesPaused(at("2026-03-02T11:15:00+01:00"), at("2026-03-03T08:00:00+01:00"))),
                golden("until-told", new Fact.NudgesPaused(at("2026-03-02T10:15:00Z"), null)),
                golden("all", new Fact.CareDismissed(at("2026-03-02T10:31:00+01:00"), null)),
                golden("through", new Fact.CareDismissed(at("2026-03-02T09:31:00Z"), new LogPosition(3, 1042))),
                golden("desk", anIssuedNudge()),
                golden("in-a-line", aNudgeInALine()),
                golden("to-browsers-alone", aNudgeToBrowsersAlone()),
                golden(
                        "on-two-channels",
                        new NudgeEvent.Withdrawn(
                                16,
                                "n-3",
                                NudgeEvent.WithdrawalReason.PAUSED,
                                null,
                                "3:1071",
                                Set.of(NudgeChannel.STUDIO, NudgeChannel.CLIENT))),
                golden(
                        "already-practised",
                        new NudgeEvent.Withdrawn(
                                14,
                                "n-1",
                                NudgeEvent.WithdrawalReason.ALREADY_PRACTISED,
                                "studio-app:p-1002",
                                "3:1061")),
                golden(
                        "care-hold",
                        new NudgeEvent.Withdrawn(15, "n-2", NudgeEvent.WithdrawalReason.CARE_HOLD, null, "3:1070")),
                golden("sent", aSentDecision()),
                golden("withheld", aWithheldDecision()),
                golden("run", aRunThatWentBy()),
                golden("triggered", aTriggeredDecision()));
    }

    private static Golden golden(String variant, Object typed) {
        return new Golden(
                Objects.requireNonNull(WireName.ofType(
                        encode(typed).headers().getOrDefault("ce_type", "").getBytes(StandardCharsets.UTF_8))),
                variant,
                typed);
    }

    static Practice aPracticeWithEverything() {
        return new Practice(
                head("p-1001", "2026-03-02T18:00:00+01:00"),
                at("2026-03-02T18:10:00+01:00"),
                "mat",
                Moment.DISCOMFORT,
                List.of(
                        new Segment(
                                "back-body-breath",
                                5,
                                Side.BOTH,
                                null,
                                List.of("receive-breath-in-back", "exhale-lengthen"),
                                5.5),
                        new Segment(
                                "parsvottanasana",
                                4.25,
                                Side.LEFT,
                                "reverse-prayer",
                                List.of("space-across-collarbones"),
                                null)),
                new Ratings(
                        List.of(new Tension("upper-back", Side.BOTH, 6), new Tension("shoulder", Side.LEFT, 5)), 6, 3),
                new Ratings(List.of(new Tension("upper-back", Side.BOTH, 4)), 4, null),
                true,
                List.of("heat", "massage"),
                "Weich, \"ganz\" ohne Druck \uD83C\uDF3F");
    }

    static Practice anotherPractice() {
        return new Practice(
                head("p-1003", "2026-03-02T18:00:00+01:00"),
                at("2026-03-02T19:02:30+01:00"),
                "mat",
                Moment.ROUTINE,
                List.of(
                        new Segment("other", 62.5, Side.BOTH, null, List.of(), null, "yoga", "Dienstag, 18 Uhr"),
                        new Segment("other", 300, Side.BOTH, null, List.of(), null, null, null)),
                null,
                null,
                false,
                List.of(),
                null);
    }

    static Practice aPracticeOfWhichNothingIsSaid() {
        return new Practice(
                head("p-1004", "2026-03-02T18:00:00+01:00"),
                at("2026-03-02T19:02:30+01:00"),
                "mat",
                Moment.ROUTINE,
                List.of(),
                null,
                null,
                false,
                List.of(),
                null);
    }

    static Practice aPracticeStillGoing() {
        return new Practice(
                head("p-1002", "2026-03-02T01:30:00.5+01:00"),
                null,
                "desk",
                Moment.ROUTINE,
                List.of(new Segment("tadasana", 2, Side.BOTH, null, List.of(), null)),
                null,
                null,
                false,
                List.of(),
                null);
    }

    static PostureCheck aPostureCheckWithEverything() {
        return new PostureCheck(
                head("c-7", "2026-03-02T10:05:00+01:00"),
                Position.SITTING,
                "desk",
                new Felt(-2, 1),
                new Tadasana(1, 1, 0, -2),
                List.of(
                        new Observation("cva", 46.5, Method.PHOTO, Side.LEFT, "phone-x", 0.9),
                        new Observation("shoulderTilt", -2.5, Method.APP, Side.BOTH, null, null),
                        new Observation("winging", 1, Method.OBSERVER, Side.RIGHT, null, null)),
                new Breath(12.0, 2),
                List.of(new Tension("neck", Side.BOTH, 5)),
                true);
    }

    static PostureCheck aFeltPostureCheck() {
        return new PostureCheck(
                head("c-8", "2026-03-02T11:00:00+01:00"),
                null,
                null,
                new Felt(3, null),
                null,
                List.of(),
                null,
                List.of(),
                null);
    }

    static PostureCheck aMeasuredPostureCheck() {
        return new PostureCheck(
                head("c-9", "2026-03-02T12:00:00+01:00"),
                Position.STANDING,
                null,
                null,
                null,
                List.of(new Observation("c7Tragus", 131.1, Method.INCLINOMETER, Side.BOTH, "tilt-1", null)),
                null,
                List.of(),
                null);
    }

    static TensionReport aTensionReportWithEverything() {
        return new TensionReport(
                head("t-1", "2026-03-02T15:20:00+01:00"),
                List.of(new Tension("upper-back", Side.BOTH, 6), new Tension("upper-back", Side.RIGHT, 7)),
                5,
                List.of(new Tension("neck", Side.LEFT, 0)),
                Moment.STRESS);
    }

    static TensionReport aTensionReportOfOneRegion() {
        return new TensionReport(
                head("t-2", "2026-03-02T16:20:00+01:00"),
                List.of(new Tension("neck", Side.BOTH, 10)),
                null,
                List.of(),
                Moment.ROUTINE);
    }

    private static SymptomReport aReportOf(Symptom... symptoms) {
        return new SymptomReport(head("s-1", "2026-03-02T08:00:00+01:00"), List.of(symptoms), null);
    }

    private static SymptomReport aStatement() {
        return new SymptomReport(
                head("s-2", "2026-03-02T20:00:00+01:00"), List.of(), Statement.CHECKED_BY_PROFESSIONAL);
    }

    private static Profile aProfileWithRest() {
        var away = new Rest.Away(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 14));
        var rest = new Rest(Set.of(DayOfWeek.SUNDAY, DayOfWeek.WEDNESDAY), List.of(away));
        return new Profile(BERLIN, LocalTime.MIDNIGHT, null, null, rest, List.of(), 7);
    }

    private static NudgePlan theDefaultPlan() {
        var defaults = NudgePlan.DEFAULT;
        return new NudgePlan(
                defaults.enabled(),
                defaults.slots(),
                defaults.contexts(),
                defaults.quietHours(),
                defaults.zonePolicy(),
                defaults.caps(),
                defaults.pausedUntil(),
                1);
    }

    private static NudgePlan aPlanOfHerOwn() {
        return new NudgePlan(
                false,
                List.of(LocalTime.of(7, 0)),
                List.of("desk", "waiting"),
                null,
                NudgePlan.ZonePolicy.FOLLOW_ME,
                new NudgePlan.Caps(6, 30, 0, 1440),
                at("2026-03-09T00:00:00+01:00"),
                9_007_199_254_740_991L);
    }

    private static NudgePlan aPlanByRule() {
        var d = NudgePlan.DEFAULT;
        var eveningOfTheMonth = new Recurrence(
                LocalDate.of(2026, 3, 2),
                Recurrence.Frequency.MONTHLY,
                2,
                List.of(
                        new Recurrence.Day(0, DayOfWeek.MONDAY),
                        new Recurrence.Day(-1, DayOfWeek.FRIDAY),
                        new Recurrence.Day(1, DayOfWeek.FRIDAY)),
                List.of(),
                Set.of(Month.MARCH, Month.MAY),
                List.of(-1, 2),
                DayOfWeek.SUNDAY);
        return new NudgePlan(
                true,
                List.of(LocalTime.of(10, 30), LocalTime.of(19, 30)),
                d.contexts(),
                d.quietHours(),
                d.zonePolicy(),
                d.caps(),
                null,
                4,
                List.of(new NudgePlan.SlotRule(
                        LocalTime.of(19, 30), Set.of(), eveningOfTheMonth, false, List.of("mat"), 120)),
                List.of());
    }

    private static NudgePlan aPlanByWeekday() {
        var workdays =
                Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);
        var d = NudgePlan.DEFAULT;
        return new NudgePlan(
                true,
                List.of(LocalTime.of(10, 30), LocalTime.of(17, 45), LocalTime.of(19, 30)),
                d.contexts(),
                d.quietHours(),
                NudgePlan.ZonePolicy.HOME,
                d.caps(),
                null,
                3,
                List.of(
                        new NudgePlan.SlotRule(
                                LocalTime.of(17, 45), workdays, false, List.of("checkout-line", "waiting"), 20),
                        new NudgePlan.SlotRule(LocalTime.of(19, 30), Set.of(), true, List.of(), null)),
                List.of(
                        new NudgePlan.QuietDays(
                                Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                                new NudgePlan.QuietHours(LocalTime.of(22, 30), LocalTime.of(10, 0))),
                        new NudgePlan.QuietDays(Set.of(DayOfWeek.SUNDAY), null)));
    }

    private static NudgeEvent.Issued aNudgeInALine() {
        return new NudgeEvent.Issued(
                14,
                "n-3",
                LocalTime.of(17, 45),
                LocalDate.of(2026, 3, 2),
                at("2026-03-02T17:45:02+01:00"),
                at("2026-03-02T18:15:02+01:00"),
                new NudgeEvent.Content(
                        "tadasana",
                        List.of("hips-over-ankles"),
                        1,
                        "checkout-line",
                        "An der Kasse",
                        "Bis du an der Reihe bist, ist vielleicht Platz für 20 Sekunden.",
                        20,
                        "Berghaltung, 20 Sekunden: Spüre die Hüften über den Knöcheln."),
                "d-3");
    }

    private static NudgeEvent.Issued aNudgeToBrowsersAlone() {
        var nudge = aNudgeInALine();
        return new NudgeEvent.Issued(
                nudge.seq(),
                nudge.nudgeId(),
                nudge.slot(),
                nudge.localDate(),
                nudge.issuedAt(),
                nudge.validUntil(),
                nudge.content(),
                nudge.decisionId(),
                Set.of(NudgeChannel.WEB_PUSH));
    }

    private static NudgeEvent.Issued anIssuedNudge() {
        return new NudgeEvent.Issued(
                13,
                "n-1",
                LocalTime.of(10, 30),
                LocalDate.of(2026, 3, 2),
                at("2026-03-02T10:30:02+01:00"),
                at("2026-03-02T11:00:02+01:00"),
                new NudgeEvent.Content(
                        "back-body-breath",
                        List.of("receive-breath-in-back"),
                        2,
                        "desk",
                        "Time for a pause?",
                        "Two minutes, if it suits you."),
                "d-1");
    }

    private static Receipt aSentDecision() {
        return new Receipt(
                "d-1",
                LocalTime.of(10, 30),
                LocalDate.of(2026, 3, 2),
                BERLIN,
                at("2026-03-02T10:30:00+01:00"),
                true,
                List.of(),
                0.4,
                0.3125,
                Receipt.Action.SENT,
                "n-1",
                "fixed-0.4",
                "2026a",
                new Json.Obj(Map.of("sentToday", new Json.Num(0))),
                "A nudge at 10:30.");
    }

    private static Receipt aWithheldDecision() {
        return new Receipt(
                "d-2",
                LocalTime.of(15, 30),
                LocalDate.of(2026, 3, 2),
                BERLIN,
                at("2026-03-02T15:30:00+01:00"),
                false,
                List.of(Receipt.Reason.RECENTLY_PRACTISED, Receipt.Reason.DAILY_CAP),
                0.4,
                null,
                Receipt.Action.WITHHELD,
                null,
                "fixed-0.4",
                "2026a",
                new Json.Obj(Map.of("lastPractice", new Json.Str("studio-app:p-1001"))),
                "No nudge at 15:30: you practised at 14:40.");
    }

    private static Receipt aTriggeredDecision() {
        return new Receipt(
                "d-3",
                LocalTime.of(11, 7),
                LocalDate.of(2026, 3, 2),
                BERLIN,
                at("2026-03-02T11:07:00+01:00"),
                true,
                List.of(Receipt.Reason.NOT_DRAWN),
                0.4,
                0.75,
                Receipt.Action.WITHHELD,
                null,
                "3",
                "2026a",
                new Json.Obj(Map.of("decidedAt", new Json.Str("2026-03-02T10:07:01Z"))),
                "No nudge at 11:07: this time the draw said no.",
                null,
                Receipt.Trigger.STATIC_BOUT);
    }

    private static Receipt aRunThatWentBy() {
        return new Receipt(
                "d-9",
                LocalTime.of(19, 30),
                LocalDate.of(2026, 3, 7),
                BERLIN,
                at("2026-03-07T19:30:00+01:00"),
                false,
                List.of(Receipt.Reason.STALE),
                0.4,
                null,
                Receipt.Action.WITHHELD,
                null,
                "3",
                "2026a",
                new Json.Obj(Map.of("decidedAt", new Json.Str("2026-03-08T08:00:00Z"))),
                "No nudge at any of 15 slots: their moments had passed when we got to them.",
                new Receipt.Run(at("2026-03-03T10:30:00+01:00"), at("2026-03-07T19:30:00+01:00"), 15),
                null);
    }

    /** A head whose local day is what session-service would compute. */
    private static RecordHead head(String clientRecordId, String at) {
        var dayStart = LocalTime.of(4, 0);
        var instant = at(at);
        return new RecordHead(
                new RecordId("studio-app", clientRecordId),
                1,
                instant,
                BERLIN,
                dayStart,
                LocalDays.of(instant.toInstant(), BERLIN, dayStart));
    }

    private static Envelope notifyService() {
        return new Envelope("nudge/13", "/notify-service", Instant.parse("2026-03-02T09:30:02Z"), null);
    }

    private static OffsetDateTime at(String time) {
        return OffsetDateTime.parse(time);
    }
}
