package org.paschima.bench.evaluation;

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
import org.paschima.insight.domain.change.Direction;
import org.paschima.simulator.Scenario;

/**
 * Members of a model that shares no code with the simulator's: one rating of the neck, at ten, on two of three days. Days go on
 * whether they are told or not; they vary by a point, and a rating errs by 0.8.
 *
 * @param phi how alike a day is to the one before
 * @param usual tension before any step
 * @param stepOn the day of the history from which they are two points lower; {@link #NO_STEP}
 */
record Diarists(double phi, double usual, int stepOn) {

    static final int NO_STEP = Calendar.DAYS;

    private static final int IN_MID_WEEK = Scenario.CHANGES_ON + 3;
    private static final int SKIPPED = 3;
    private static final double STEP = -2;
    private static final double NOISE = 0.8;
    private static final ZoneId ZONE = ZoneId.of("UTC");
    private static final LocalTime AT = LocalTime.of(10, 0);

    List<MemberRecord> records(long seed, int number) {
        var random = new Random(seed * 7_919 + number);
        var records = new ArrayList<MemberRecord>();
        double day = random.nextGaussian();
        for (int i = 0; i < Calendar.DAYS; i++) {
            day = phi * day + Math.sqrt(1 - phi * phi) * random.nextGaussian();
            double felt = usual + (i < stepOn ? 0 : STEP) + day + NOISE * random.nextGaussian();
            if (i % SKIPPED > 0) {
                records.add(report(Calendar.day(i), felt));
            }
        }
        return records;
    }

    private static MemberRecord report(LocalDate date, double felt) {
        var at = date.atTime(AT).atOffset(ZoneOffset.UTC);
        var head = new RecordHead(
                new RecordId("diary", date.toString()),
                1,
                at,
                ZONE,
                LocalTime.MIDNIGHT,
                LocalDays.of(at.toInstant(), ZONE, LocalTime.MIDNIGHT));
        var neck = new Tension("neck", Side.BOTH, Math.clamp(Math.round(felt), 0, 10));
        return new TensionReport(head, List.of(neck), null, List.of(), Moment.ROUTINE);
    }

    LocalDate changed() {
        return Calendar.day(stepOn == NO_STEP ? Scenario.CHANGES_ON : stepOn);
    }

    static List<Row> rows(Seeds seeds) {
        var rows = new ArrayList<Row>();
        for (double phi : new double[] {0.8, 0.9}) {
            for (int usual : new int[] {5, 3}) {
                rows.add(Claims.of(new Diarists(phi, usual, NO_STEP), seeds).falseClaims(where("stable", phi, usual)));
            }
        }
        for (double phi : new double[] {0.3, 0.5}) {
            for (int usual : new int[] {5, 3}) {
                rows.add(Claims.of(new Diarists(phi, usual, Scenario.CHANGES_ON), seeds.tripled())
                        .found(where("step −2", phi, usual), Direction.IMPROVING, true));
            }
            rows.add(Claims.of(new Diarists(phi, 5, IN_MID_WEEK), seeds.tripled())
                    .found(where("step −2 on a Thursday", phi, 5), Direction.IMPROVING, true));
        }
        return rows;
    }

    private static String where(String what, double phi, int usual) {
        return what + ", φ " + phi + ", usual tension " + usual + ", one rating on two of three days";
    }
}
