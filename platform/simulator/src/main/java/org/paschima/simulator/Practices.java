package org.paschima.simulator;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.Moment;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.catalog.Catalog;

/** What a member practises, what it does to the tension, and how it was rated before and after (domain.md §6.2). */
final class Practices {

    static final int TENSE = 6;

    private static final List<String> ON_MAT =
            List.of("tadasana", "parsvottanasana", "bhujangasana", "ardha-pincha-mayurasana");
    private static final List<String> OFF_MAT = List.of("desk", "checkout-line", "grocery-cart", "parked-before-drive");
    private static final String BREATH = "back-body-breath";
    private static final String SIT_UP = "ears-over-shoulders";
    private static final double HOURS_UPRIGHT = 12;

    private final Parameters table;
    private final Traits traits;
    private final Latent latent;
    private final Senses senses;
    private final RandomGenerator random;
    private final RandomGenerator ratings;
    private final Heads heads = new Heads("practice");
    private @Nullable Instant satUpAt;

    Practices(Model model, Traits traits, Latent latent, Streams streams) {
        this.table = model.parameters();
        this.traits = traits;
        this.latent = latent;
        this.senses = new Senses(latent, model, streams.of(Aspect.RATING_NOISE));
        this.random = streams.of(Aspect.PRACTICES);
        this.ratings = streams.of(Aspect.RATINGS);
    }

    /** A practice of a kind and length that chance decides. */
    Practice at(ZonedDateTime start, @Nullable Tension noticed) {
        boolean onMat = Draws.happens(random, table.of(Parameter.PRACTICE_ON_MAT));
        var practice = BREATH;
        if (onMat) {
            practice =
                    Draws.happens(random, table.of(Parameter.PRACTICE_BOW)) ? "dhanurasana" : Draws.one(random, ON_MAT);
        }
        var segments = new ArrayList<Segment>();
        segments.add(segment(practice, onMat ? 4 + random.nextInt(12) : 1 + random.nextInt(3)));
        if (onMat && Draws.happens(random, table.of(Parameter.PRACTICE_SECOND_PART))) {
            segments.add(segment(practice.equals(BREATH) ? "tadasana" : BREATH, 3));
        }
        return practised(start, onMat ? "mat" : Draws.one(random, OFF_MAT), segments, noticed);
    }

    /** The short breath that a nudge suggests. */
    Practice nudged(ZonedDateTime start, int minutes) {
        return practised(start, "desk", List.of(segment(BREATH, minutes)), null);
    }

    private Segment segment(String practice, int minutes) {
        boolean breath = practice.equals(BREATH);
        var cue = breath ? "receive-breath-in-back" : random.nextBoolean() ? SIT_UP : "shoulders-soften-down";
        return new Segment(
                practice,
                minutes,
                Side.BOTH,
                practice.equals("parsvottanasana") ? "hands-on-hips" : null,
                List.of(cue),
                breath ? 5.5 : null);
    }

    private Practice practised(ZonedDateTime start, String context, List<Segment> segments, @Nullable Tension noticed) {
        double minutes = segments.stream().mapToDouble(Segment::minutes).sum();
        var end = start.plusSeconds(Math.round(minutes * 60));
        Ratings before = null;
        if (noticed != null || Draws.happens(ratings, table.of(Parameter.PRACTICE_RATED))) {
            before = rated(noticed == null ? senses.rated("upper-back", start) : noticed);
        }
        latent.relieve(end.toInstant(), effect(segments, end.toInstant()));
        var after = before == null ? null : after(before, end);
        int tension = before == null ? 0 : before.tension().getFirst().value();
        return new Practice(
                heads.at(start),
                end.toOffsetDateTime(),
                context,
                tension >= TENSE ? Moment.DISCOMFORT : Moment.ROUTINE,
                segments,
                before,
                after,
                false,
                Draws.happens(random, table.of(Parameter.PRACTICE_PAINKILLER)) ? List.of("painkiller") : List.of(),
                null);
    }

    private double effect(List<Segment> segments, Instant end) {
        double effect = 0;
        for (var segment : segments) {
            effect += traits.relief().getOrDefault(segment.practice(), 0.0);
            if (traits.overcorrects() && !Catalog.v1().isFitWhenOvercorrected(segment.cues())) {
                effect += table.of(Parameter.OVERCORRECTOR_TENSION);
                satUpAt = end;
            }
        }
        return effect;
    }

    private @Nullable Ratings after(Ratings before, ZonedDateTime end) {
        var after = senses.rated("upper-back", end);
        boolean eased = after.value() < before.tension().getFirst().value();
        double skipped = traits.missingness() == Missingness.NOT_AT_RANDOM && !eased
                ? table.of(Parameter.MISSING_AFTER_WITHOUT_RELIEF)
                : table.of(Parameter.MISSING_AFTER);
        return Draws.happens(ratings, skipped) ? null : rated(after);
    }

    private static Ratings rated(Tension tension) {
        return new Ratings(List.of(tension), null, null);
    }

    /** Whether an overcorrecting member still sits up too far. */
    boolean isTooUpright(Instant at) {
        return satUpAt != null
                && at.isAfter(satUpAt)
                && at.isBefore(satUpAt.plusSeconds(Math.round(HOURS_UPRIGHT * 3600)));
    }
}
