package org.paschima.insight.domain.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Moment;

/**
 * A comparison of two practices that a member chose to let chance decide between. Immutable; {@code revision} counts its
 * changes.
 *
 * @param first and {@code second}, practices, different
 * @param region what is rated: a region, or {@code primary}
 * @param moment what moments the member means to draw at; null for any
 * @param note the member's own words, never interpreted
 * @param endedAt null while it is open
 * @param draws in the order in which they were made
 */
public record SelfExperiment(
        String id,
        String first,
        String second,
        String region,
        @Nullable Moment moment,
        @Nullable String note,
        Instant startedAt,
        @Nullable Instant endedAt,
        List<Draw> draws,
        long revision) {

    /**
     * A draw stands for so long: within it the first pair of ratings is its outcome, and there is no other draw, or a member
     * could draw until it pleases.
     */
    public static final Duration STANDS = Duration.ofHours(3);

    /** So many draws, at most; two practices a point apart are told apart by some 27 each. */
    public static final int MOST_DRAWS = 1_000;

    /** One decision of chance; {@code number} counts from 1. */
    public record Draw(int number, String id, Instant at, String practice) {}

    /** What became of asking for a draw. */
    public sealed interface Drawn {
        /** It is made, and has to be kept: {@code after} is the experiment with it. */
        record New(SelfExperiment after, Draw draw) implements Drawn {}

        /** It was made before. */
        record Again(Draw draw) implements Drawn {}

        /** The experiment has ended. */
        record Ended() implements Drawn {}

        /** Its id was used for a draw at another time. */
        record OtherTime(Draw draw) implements Drawn {}

        /** Another draw stands. */
        record Standing(Draw draw) implements Drawn {}

        record BeforeStart() implements Drawn {}

        record TooMany() implements Drawn {}
    }

    public SelfExperiment {
        if (first.equals(second)) {
            throw new IllegalArgumentException("the practices of an experiment differ: " + first);
        }
        draws = List.copyOf(draws);
    }

    public static SelfExperiment begun(
            String id,
            String first,
            String second,
            String region,
            @Nullable Moment moment,
            @Nullable String note,
            Instant at) {
        return new SelfExperiment(id, first, second, region, moment, note, at, null, List.of(), 0);
    }

    public boolean isOpen() {
        return endedAt == null;
    }

    /** Whether both were asked for in the same words, whatever happened since. */
    public boolean isSameRequest(SelfExperiment other) {
        return first.equals(other.first)
                && second.equals(other.second)
                && region.equals(other.region)
                && moment == other.moment
                && java.util.Objects.equals(note, other.note);
    }

    /** Ended; ending what has ended changes nothing. */
    public SelfExperiment ended(Instant at) {
        return isOpen()
                ? new SelfExperiment(id, first, second, region, moment, note, startedAt, at, draws, revision + 1)
                : this;
    }

    public Optional<Draw> draw(String drawId) {
        return draws.stream().filter(draw -> draw.id().equals(drawId)).findFirst();
    }

    /**
     * Lets chance decide.
     *
     * @param at when; null for {@code now}
     * @param chance the practice of the draw of a number: the same number, the same practice
     */
    public Drawn draw(String drawId, @Nullable Instant at, Instant now, IntFunction<String> chance) {
        var before = draw(drawId);
        if (before.isPresent()) {
            return at == null || at.equals(before.get().at())
                    ? new Drawn.Again(before.get())
                    : new Drawn.OtherTime(before.get());
        }
        if (!isOpen()) {
            return new Drawn.Ended();
        }
        var when = at == null ? now : at;
        if (when.isBefore(startedAt)) {
            return new Drawn.BeforeStart();
        }
        var standing = draws.stream()
                .filter(draw -> Duration.between(draw.at(), when).abs().compareTo(STANDS) < 0)
                .findFirst();
        if (standing.isPresent()) {
            return new Drawn.Standing(standing.get());
        }
        if (draws.size() == MOST_DRAWS) {
            return new Drawn.TooMany();
        }
        int number = draws.size() + 1;
        var draw = new Draw(number, drawId, when, chance.apply(number));
        var all = new ArrayList<>(draws);
        all.add(draw);
        return new Drawn.New(
                new SelfExperiment(id, first, second, region, moment, note, startedAt, endedAt, all, revision + 1),
                draw);
    }
}
