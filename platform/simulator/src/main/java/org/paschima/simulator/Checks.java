package org.paschima.simulator;

import java.util.List;
import java.util.random.RandomGenerator;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Breath;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.Method;
import org.paschima.contract.Position;
import org.paschima.contract.Side;

/** A member's posture from day to day, and the checks of it (domain.md §6.2). */
final class Checks {

    /** The middle of the default band of the craniovertebral angle, and one step of the felt scale (domain.md §1.2). */
    private static final double MIDDLE = 53;

    private static final double STEP = 4;

    private final Parameters table;
    private final Traits traits;
    private final Practices practices;
    private final Senses senses;
    private final RandomGenerator days;
    private final RandomGenerator random;
    private final Heads heads = new Heads("check");
    private double dayEffect;

    Checks(Model model, Traits traits, Practices practices, Latent latent, Streams streams) {
        this.table = model.parameters();
        this.traits = traits;
        this.practices = practices;
        this.senses = new Senses(latent, model, streams.of(Aspect.CHECK_NOISE));
        this.days = streams.of(Aspect.CVA_DAYS);
        this.random = streams.of(Aspect.CHECKS);
        this.dayEffect = table.of(Parameter.CVA_DAY_SD) * days.nextGaussian();
    }

    List<MemberRecord> on(Day day) {
        double correlation = table.of(Parameter.CVA_DAY_CORRELATION);
        dayEffect = correlation * dayEffect
                + StrictMath.sqrt(1 - correlation * correlation) * table.of(Parameter.CVA_DAY_SD) * days.nextGaussian();
        if (day.isAfter(traits.staysDays()) || !Draws.happens(random, table.of(Parameter.CHECK_SHARE))) {
            return List.of();
        }
        return List.of(check(day, 9 + 9 * random.nextDouble()));
    }

    private PostureCheck check(Day day, double hour) {
        var at = day.at(hour);
        boolean sitting = Draws.happens(random, 0.7);
        double angle = (sitting ? traits.cva() : traits.cvaStanding())
                + dayEffect
                + (practices.isTooUpright(at.toInstant()) ? table.of(Parameter.OVERCORRECTOR_CVA) : 0);
        int frontBack = felt((angle - MIDDLE) / STEP + 0.6 * random.nextGaussian());
        int sideSide = felt(0.3 + 0.7 * random.nextGaussian());
        double seen = Draws.tenths(angle + table.of(Parameter.CVA_NOISE_SD) * random.nextGaussian());
        boolean measured = Draws.happens(random, table.of(Parameter.CHECK_MEASURED));
        return new PostureCheck(
                heads.at(at),
                sitting ? Position.SITTING : Position.STANDING,
                sitting ? "desk" : "waiting",
                new Felt(frontBack, sideSide),
                null,
                measured ? List.of(new Observation("cva", seen, Method.PHOTO, Side.LEFT, "phone", 0.9)) : List.of(),
                new Breath(null, random.nextInt(5)),
                List.of(senses.rated("neck", at)),
                Math.abs(frontBack) <= 1);
    }

    private static int felt(double value) {
        return (int) Math.clamp(Math.rint(value), -3, 3);
    }
}
