package org.paschima.insight.domain.effect;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.Moment;
import org.paschima.contract.Receipt;
import org.paschima.contract.Side;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.StoredRecord;

/** Members with decisions and what they did around them, in UTC. */
public final class StudioFixture {

    public static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    public static final List<LocalTime> SLOTS =
            List.of(LocalTime.of(10, 30), LocalTime.of(15, 30), LocalTime.of(19, 30));

    private StudioFixture() {}

    static Decision decision(LocalDate date, LocalTime slot, boolean available, double p, boolean sent) {
        var at = date.atTime(slot).toInstant(ZoneOffset.UTC);
        return new Decision(date, slot, at, available, p, sent, available ? .5 : null, sent ? "n-" + at : null);
    }

    /** A decision of which a lot was drawn, in favour of none. */
    public static Decision decided(LocalDate date, LocalTime slot) {
        return decision(date, slot, true, .4, false);
    }

    public static Practice practised(String id, Instant from, double minutes) {
        return new Practice(
                HistoryFixture.headAt("app:" + id, 1, from.toString(), "UTC"),
                from.plus(Duration.ofSeconds(Math.round(minutes * 60))).atOffset(ZoneOffset.UTC),
                "desk",
                Moment.ROUTINE,
                List.of(new Segment("tadasana", minutes, Side.BOTH, null, List.of(), null)),
                null,
                null,
                false,
                List.of(),
                null);
    }

    public static MemberRecord tension(String id, Instant at, String region, int value) {
        return HistoryFixture.tensionReport(HistoryFixture.headAt("app:" + id, 1, at.toString(), "UTC"), region, value);
    }

    /** All of them as if of one day: what counts here is their instants. */
    static List<DayCells> days(List<? extends MemberRecord> records) {
        return List.of(DayCells.of(records.stream()
                .map(record ->
                        new StoredRecord(record, FactCodec.recorded(record).rank(), 0))
                .toList()));
    }

    /** What was decided about a member, and what the member recorded. */
    public record Member(List<Decision> decisions, List<MemberRecord> records) {
        public MemberSpan span() {
            return new MemberSpan(FIRST, decisions, days(records));
        }
    }

    static MemberSpan member(Random random, int days) {
        return aMember(random, days).span();
    }

    /** A member of so many days who practises more often after a nudge. */
    public static Member aMember(Random random, int days) {
        var decisions = new ArrayList<Decision>();
        var records = new ArrayList<MemberRecord>();
        double own = 1.5 + random.nextDouble();
        for (int day = 0; day < days; day++) {
            for (var slot : SLOTS) {
                var date = FIRST.plusDays(day);
                boolean available = random.nextDouble() < .8;
                boolean sent = available && random.nextDouble() < .4;
                var decision = decision(date, slot, available, .4, sent);
                decisions.add(decision);
                if (random.nextDouble() < (sent ? .45 : .25)) {
                    records.add(practised(
                            date + "-" + slot.getHour(),
                            decision.at().plusSeconds(60L * random.nextInt(50)),
                            own + random.nextInt(5)));
                }
                for (int report = 0; report < 2; report++) {
                    records.add(tension(
                            date + "-" + slot.getHour() + "-" + report,
                            decision.at().plusSeconds(report == 0 ? -1_800 : 7_200),
                            "neck",
                            Math.max(0, (int) Math.round(4 + random.nextGaussian() - report * (sent ? 1 : 0)))));
                }
            }
        }
        return new Member(decisions, records);
    }

    /** The receipt of a decision as notify-service publishes it. */
    public static Receipt receipt(Decision decision) {
        return new Receipt(
                "d-" + decision.at(),
                decision.slot(),
                decision.localDate(),
                ZoneId.of("UTC"),
                decision.at().atOffset(ZoneOffset.UTC),
                decision.available(),
                reasons(decision),
                decision.probability(),
                decision.draw(),
                decision.sent() ? Receipt.Action.SENT : Receipt.Action.WITHHELD,
                decision.nudgeId(),
                "1",
                "2026a",
                new Json.Obj(Map.of()),
                "A decision.");
    }

    private static List<Receipt.Reason> reasons(Decision decision) {
        if (decision.sent()) {
            return List.of();
        }
        return List.of(decision.available() ? Receipt.Reason.NOT_DRAWN : Receipt.Reason.TOO_SOON);
    }
}
