package org.paschima.bench.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;

/**
 * Members by another model than the simulator's, who practise in the ways that mislead: only when tense, each practice at an
 * hour of its own, one right after the other, or without a rating after unless something eased.
 *
 * <p>Tension is a usual level of 5, a daily wave with its peak at 17 h, days that differ by a point with a correlation of 0.3,
 * and noise in each rating.
 *
 * @param noise sd of one rating
 * @param wave from the mean of the day to its peak
 * @param compares whether ratings are given twice within two hours without practice, now and then
 * @param skips how often nothing is rated after practice when nothing eased
 * @param effects what practices change, fading with three hours; others nothing
 * @param days of the history
 */
record Practisers(
        Way way, double noise, double wave, boolean compares, double skips, Map<String, Double> effects, int days) {

    static final int DAYS = 90;

    enum Way {
        /** One of three practices whenever the tension is 6 or more and is noticed, twice a day. */
        WHEN_TENSE,
        /** One practice in the morning, another in the evening. */
        MORNING_AND_EVENING,
        /** The same practice morning, noon and evening, with a cue of its own in the evening. */
        A_CUE_IN_THE_EVENING,
        /** One practice at any hour, and another right after it. */
        ONE_AFTER_THE_OTHER,
        /** One of three practices at any hour, whatever the tension. */
        AT_ANY_HOUR
    }

    private static final List<String> THREE = List.of("back-body-breath", "tadasana", "savasana");
    private static final int TENSE = 6;
    private static final double USUAL = 5;
    private static final double PHI = 0.3;
    private static final double PEAK = 17;
    private static final double FADES_HOURS = 3;
    private static final LocalDate FIRST = LocalDate.of(2025, 9, 1);
    private static final ZoneId ZONE = ZoneId.of("UTC");

    Practisers(Way way, double noise, double wave, boolean compares) {
        this(way, noise, wave, compares, 0, Map.of(), DAYS);
    }

    Practisers with(Map<String, Double> others) {
        return new Practisers(way, noise, wave, compares, skips, others, days);
    }

    Practisers skipping(double share) {
        return new Practisers(way, noise, wave, compares, share, effects, days);
    }

    Practisers over(int others) {
        return new Practisers(way, noise, wave, compares, skips, effects, others);
    }

    /** The history of one of the members of a seed. */
    List<MemberRecord> records(long seed, int number) {
        return new Life(this, new Random(seed * 1_000_003 + number)).live();
    }

    private record Relief(double at, double size) {}

    /** One member; times are hours since the first day. */
    private static final class Life {
        private final Practisers how;
        private final Random random;
        private final List<MemberRecord> records = new ArrayList<>();
        private final List<Relief> reliefs = new ArrayList<>();
        private double day;

        Life(Practisers how, Random random) {
            this.how = how;
            this.random = random;
        }

        List<MemberRecord> live() {
            day = random.nextGaussian();
            for (int i = 0; i < how.days; i++) {
                day = PHI * day + Math.sqrt(1 - PHI * PHI) * random.nextGaussian();
                double midnight = 24.0 * i;
                switch (how.way) {
                    case WHEN_TENSE -> whenTense(midnight);
                    case MORNING_AND_EVENING -> {
                        practise(midnight + 7 + 2 * random.nextDouble(), "tadasana", "no-forcing", null);
                        practise(midnight + 20 + 2 * random.nextDouble(), "savasana", "no-forcing", null);
                    }
                    case A_CUE_IN_THE_EVENING -> {
                        practise(midnight + 7 + 2 * random.nextDouble(), "tadasana", "no-forcing", null);
                        practise(midnight + 13 + 2 * random.nextDouble(), "tadasana", "no-forcing", null);
                        practise(midnight + 20 + 2 * random.nextDouble(), "tadasana", "shoulders-soften-down", null);
                    }
                    case ONE_AFTER_THE_OTHER -> {
                        double over = practise(midnight + 8 + 12 * random.nextDouble(), "tadasana", "no-forcing", null);
                        practise(over + 0.05 + 0.2 * random.nextDouble(), "savasana", "no-forcing", null);
                    }
                    case AT_ANY_HOUR ->
                        practise(
                                midnight + 8 + 13 * random.nextDouble(),
                                THREE.get(random.nextInt(THREE.size())),
                                "no-forcing",
                                null);
                }
                if (how.way != Way.WHEN_TENSE && random.nextInt(3) == 0) {
                    reportTwice(midnight + 8 + 12 * random.nextDouble());
                }
            }
            return records;
        }

        private void whenTense(double midnight) {
            for (double at :
                    new double[] {midnight + 9 + 3 * random.nextDouble(), midnight + 15 + 4 * random.nextDouble()}) {
                int noticed = rating(at);
                boolean practises = !how.compares || random.nextDouble() < 0.7;
                if (noticed >= TENSE && practises) {
                    practise(at, THREE.get(random.nextInt(THREE.size())), "no-forcing", noticed);
                } else if (how.compares) {
                    report(at, noticed);
                    double later = at + 1 / 6.0 + random.nextDouble();
                    report(later, rating(later));
                } else {
                    report(at, noticed);
                }
            }
        }

        private void reportTwice(double at) {
            report(at, rating(at));
            if (how.compares) {
                double later = at + 0.25 + 1.5 * random.nextDouble();
                report(later, rating(later));
            }
        }

        private double practise(double at, String practice, String cue, @Nullable Integer noticed) {
            int before = noticed == null ? rating(at) : noticed;
            double minutes = 5 + random.nextInt(25);
            double over = at + minutes / 60;
            reliefs.add(new Relief(over, how.effects.getOrDefault(practice, 0.0)));
            int after = rating(over);
            boolean isSkipped = after >= before && random.nextDouble() < how.skips;
            var head = head(at);
            records.add(new Practice(
                    head,
                    time(over),
                    "mat",
                    Moment.ROUTINE,
                    List.of(new Segment(practice, minutes, Side.BOTH, null, List.of(cue), null)),
                    rated(before),
                    isSkipped ? null : rated(after),
                    false,
                    List.of(),
                    null));
            return over;
        }

        private void report(double at, int value) {
            records.add(new TensionReport(head(at), tension(value), null, List.of(), Moment.ROUTINE));
        }

        private int rating(double at) {
            double hour = at % 24;
            double tension = USUAL + day + how.wave * Math.cos(2 * Math.PI * (hour - PEAK) / 24);
            for (var relief : reliefs) {
                if (relief.at() <= at) {
                    tension += relief.size() * Math.exp(-(at - relief.at()) / FADES_HOURS);
                }
            }
            return Math.clamp(Math.round(tension + how.noise * random.nextGaussian()), 0, 10);
        }

        private static Ratings rated(int value) {
            return new Ratings(tension(value), null, null);
        }

        private static List<Tension> tension(int value) {
            return List.of(new Tension("upper-back", Side.BOTH, value));
        }

        private RecordHead head(double at) {
            var time = time(at);
            return new RecordHead(
                    new RecordId("app", "r-" + records.size()),
                    1,
                    time,
                    ZONE,
                    LocalTime.MIDNIGHT,
                    LocalDays.of(time.toInstant(), ZONE, LocalTime.MIDNIGHT));
        }

        private static java.time.OffsetDateTime time(double at) {
            Instant begin = FIRST.atStartOfDay(ZONE).toInstant();
            return begin.plusSeconds(Math.round(at * 3600)).atOffset(ZoneOffset.UTC);
        }
    }
}
