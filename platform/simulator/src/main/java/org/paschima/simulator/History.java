package org.paschima.simulator;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Breath;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Method;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;

/** Lives one member's days: a latent tension, what is practised, and what of it is reported (domain.md §6.2). */
final class History {

    private static final LocalTime DAY_START = LocalTime.of(4, 0);
    private static final double DAY_SD = 1.0;
    private static final double DAY_CORRELATION = 0.3;
    private static final double MEASUREMENT_SD = 0.8;
    private static final List<String> POSES =
            List.of("tadasana", "parsvottanasana", "bhujangasana", "ardha-pincha-mayurasana");
    private static final List<String> OFF_MAT = List.of("desk", "checkout-line", "grocery-cart", "parked-before-drive");
    private static final List<String> REGIONS = List.of("upper-back", "neck", "shoulder");

    private final Traits traits;
    private final RandomGenerator random;
    private final List<MemberRecord> records = new ArrayList<>();
    private double dayEffect;
    private int number;

    History(Traits traits, RandomGenerator random) {
        this.traits = traits;
        this.random = random;
    }

    List<MemberRecord> of(LocalDate first, int days) {
        for (int day = 0; day < days; day++) {
            dayEffect = DAY_CORRELATION * dayEffect
                    + Math.sqrt(1 - DAY_CORRELATION * DAY_CORRELATION) * random.nextGaussian(0, DAY_SD);
            live(first.plusDays(day), day);
        }
        records.sort(Comparator.comparing(record -> record.head().at().toInstant()));
        return records;
    }

    private void live(LocalDate date, int day) {
        if (random.nextDouble() < traits.reportShare()) {
            for (int i = 0, reports = 1 + random.nextInt(2); i < reports; i++) {
                report(head("report", date, 8 + random.nextDouble() * 13), day);
            }
        }
        if (random.nextDouble() < traits.practiceShare()) {
            practise(date, day, 7 + random.nextDouble() * 13);
        }
        if (random.nextDouble() < 0.3) {
            checkPosture(head("check", date, 9 + random.nextDouble() * 9), day);
        }
    }

    private void report(RecordHead head, int day) {
        var hour = hourOf(head);
        var tension = new ArrayList<Tension>();
        for (var region : REGIONS) {
            if (tension.isEmpty() || random.nextDouble() < 0.5) {
                tension.add(new Tension(region, Side.BOTH, felt(region, day, hour, 0)));
            }
        }
        Integer stress = random.nextDouble() < 0.4 ? rating(traits.baseline() + random.nextGaussian(0, 1.5)) : null;
        var moment = stress != null && stress >= 6 ? Moment.STRESS : Moment.ROUTINE;
        records.add(new TensionReport(head, tension, stress, List.of(), moment));
    }

    private void practise(LocalDate date, int day, double hour) {
        boolean onMat = random.nextDouble() < 0.5;
        var practice = onMat ? POSES.get(random.nextInt(POSES.size())) : "back-body-breath";
        double minutes = onMat ? 4 + random.nextInt(12) : 1 + random.nextInt(3);
        var head = head("practice", date, hour);
        var segment = new Segment(
                practice,
                minutes,
                Side.BOTH,
                practice.equals("parsvottanasana") ? "hands-on-hips" : null,
                List.of(practice.equals("back-body-breath") ? "receive-breath-in-back" : "ears-over-shoulders"),
                practice.equals("back-body-breath") ? 5.5 : null);
        Ratings before = null;
        Ratings after = null;
        if (random.nextDouble() < 0.7) {
            before = new Ratings(
                    List.of(new Tension("upper-back", Side.BOTH, felt("upper-back", day, hour, 0))), null, null);
            if (random.nextDouble() < 0.8) {
                double relief = traits.relief().getOrDefault(practice, 0.0);
                after = new Ratings(
                        List.of(new Tension("upper-back", Side.BOTH, felt("upper-back", day, hour, relief))),
                        null,
                        null);
            }
        }
        records.add(new Practice(
                head,
                head.at().plusSeconds(Math.round(minutes * 60)),
                onMat ? "mat" : OFF_MAT.get(random.nextInt(OFF_MAT.size())),
                before != null && before.tension().getFirst().value() >= 6 ? Moment.DISCOMFORT : Moment.ROUTINE,
                List.of(segment),
                before,
                after,
                false,
                List.of(),
                null));
    }

    private void checkPosture(RecordHead head, int day) {
        int frontBack = (int) Traits.clip(Math.rint(random.nextGaussian(traits.frontBack(), 0.8)), -3, 3);
        int sideSide = (int) Traits.clip(Math.rint(random.nextGaussian(0.3, 0.7)), -3, 3);
        double cva = Math.rint((50 + 2.5 * traits.frontBack() + random.nextGaussian(0, 1.4)) * 10) / 10;
        boolean measured = random.nextDouble() < 0.4;
        records.add(new PostureCheck(
                head,
                Position.SITTING,
                "desk",
                new Felt(frontBack, sideSide),
                null,
                measured ? List.of(new Observation("cva", cva, Method.PHOTO, Side.LEFT, "phone", 0.9)) : List.of(),
                new Breath(null, random.nextInt(5)),
                List.of(new Tension("neck", Side.BOTH, felt("neck", day, hourOf(head), 0))),
                Math.abs(frontBack) <= 1));
    }

    /** The latent tension, as it is noticed and rounded to the scale. */
    private int felt(String region, int day, double hour, double relief) {
        double latent = traits.baseline()
                + traits.regionOffsets().getOrDefault(region, 0.0)
                + traits.trendPerWeek() * day / 7
                + traits.diurnal() * Math.cos(2 * Math.PI * (hour - traits.peakHour()) / 24)
                + dayEffect
                + relief;
        return rating(latent + random.nextGaussian(0, MEASUREMENT_SD));
    }

    private static int rating(double value) {
        return (int) Traits.clip(Math.rint(value), 0, 10);
    }

    private RecordHead head(String kind, LocalDate date, double hour) {
        var wall = LocalDateTime.of(date, LocalTime.ofSecondOfDay(Math.round(hour * 3600)));
        OffsetDateTime at = ZonedDateTime.of(wall, traits.zone()).toOffsetDateTime();
        var id = new RecordId("studio-app", kind + "-" + ++number);
        return new RecordHead(
                id, 1, at, traits.zone(), DAY_START, LocalDays.of(at.toInstant(), traits.zone(), DAY_START));
    }

    private static double hourOf(RecordHead head) {
        return head.at().toLocalTime().toSecondOfDay() / 3600.0;
    }
}
