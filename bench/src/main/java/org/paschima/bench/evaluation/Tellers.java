package org.paschima.bench.evaluation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;

/**
 * Members who tell how a moment is in different ways, by a model of their own: days around a usual tension that are somewhat
 * alike, moments within them, and nothing in hours or weekdays but what is asked for.
 *
 * @param phi how alike a day is to the one before
 * @param wave half of what the day's course goes up and down by
 * @param tuesday by how much Tuesdays are higher
 */
record Tellers(Telling telling, double phi, double wave, double tuesday) {

    /** How a moment is told. */
    enum Telling {
        ONE_RATING("one rating a moment"),
        FOUR_CELLS("four cells a moment"),
        BURST_OF_TEN("bursts of ten"),
        BURST_OF_TEN_WHEN_TENSE("bursts of ten when tense"),
        TWO_SOURCES("the same from two sources"),
        /** Another region by night than by day, which is lower. */
        REGION_BY_HOUR("the neck by day, a calmer upper back in the evening"),
        REGION_BY_WEEKDAY("the neck on working days, a calmer upper back at weekends"),
        ALL_DAY("every six minutes for hours");

        private final String words;

        Telling(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static final int DAYS = 84;

    private static final LocalDate MONDAY = LocalDate.of(2025, 9, 1);
    private static final ZoneId ZONE = ZoneId.of("UTC");
    private static final double USUAL = 4.5;
    private static final double NOISE = 0.8;
    private static final double REPORTED = 0.6;
    private static final double PEAK = 17;
    private static final int TENSE = 6;
    private static final int EVENING = 18;

    List<MemberRecord> records(long seed, int number) {
        return new Book(this, new Random(seed * 1_000_033 + number)).written();
    }

    private static final class Book {
        private final Tellers how;
        private final Random random;
        private final List<MemberRecord> records = new ArrayList<>();

        Book(Tellers how, Random random) {
            this.how = how;
            this.random = random;
        }

        List<MemberRecord> written() {
            double day = random.nextGaussian();
            for (int i = 0; i < DAYS; i++) {
                day = how.phi * day + Math.sqrt(1 - how.phi * how.phi) * random.nextGaussian();
                var date = MONDAY.plusDays(i);
                if (random.nextDouble() < REPORTED) {
                    double level = USUAL + day + (date.getDayOfWeek() == DayOfWeek.TUESDAY ? how.tuesday : 0);
                    for (int times = 1 + random.nextInt(3); times > 0; times--) {
                        tell(date, 7 + random.nextInt(16), level);
                    }
                }
            }
            return records;
        }

        private void tell(LocalDate date, int hour, double level) {
            double felt =
                    level + how.wave * Math.cos(2 * Math.PI * (hour + 0.5 - PEAK) / 24) + NOISE * random.nextGaussian();
            boolean isWeekend = date.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue();
            switch (how.telling) {
                case ONE_RATING -> report("app", date, hour, 0, rated("neck", felt));
                case FOUR_CELLS ->
                    report(
                            "app",
                            date,
                            hour,
                            0,
                            rated("neck", felt),
                            rated("shoulder", again(felt) - 1),
                            rated("upper-back", again(felt) + 1),
                            rated("upper-trapezius", again(felt)));
                case BURST_OF_TEN -> burst(date, hour, felt, 50, 10);
                case BURST_OF_TEN_WHEN_TENSE -> burst(date, hour, felt, 50, felt >= TENSE ? 10 : 1);
                case TWO_SOURCES -> {
                    report("app", date, hour, 0, rated("neck", felt));
                    report("watch", date, hour, 0, rated("neck", felt));
                }
                case REGION_BY_HOUR ->
                    report("app", date, hour, 0, hour < EVENING ? rated("neck", felt) : rated("upper-back", felt - 2));
                case REGION_BY_WEEKDAY ->
                    report("app", date, hour, 0, isWeekend ? rated("upper-back", felt - 2) : rated("neck", felt));
                case ALL_DAY -> burst(date, hour, felt, 360, 30);
            }
        }

        private double again(double felt) {
            return felt + 0.3 * random.nextGaussian();
        }

        private void burst(LocalDate date, int hour, double felt, int secondsApart, int times) {
            for (int i = 0; i < times; i++) {
                report("app", date, hour, i * secondsApart, rated("neck", again(felt)));
            }
        }

        private static Tension rated(String region, double felt) {
            return new Tension(region, Side.BOTH, Math.clamp(Math.round(felt), 0, 10));
        }

        private void report(String source, LocalDate date, int hour, int seconds, Tension... tension) {
            var at = date.atTime(hour, 0).plusSeconds(seconds).atOffset(ZoneOffset.UTC);
            var head = new RecordHead(
                    new RecordId(source, "r-" + records.size()),
                    1,
                    at,
                    ZONE,
                    LocalTime.MIDNIGHT,
                    LocalDays.of(at.toInstant(), ZONE, LocalTime.MIDNIGHT));
            records.add(new TensionReport(head, List.of(tension), null, List.of(), Moment.ROUTINE));
        }
    }
}
