package org.paschima.contract;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record of a member: what was done, seen or felt, at one time. */
public sealed interface MemberRecord {

    RecordHead head();

    default RecordKind kind() {
        return switch (this) {
            case Practice _ -> RecordKind.PRACTICE;
            case PostureCheck _ -> RecordKind.POSTURE_CHECK;
            case TensionReport _ -> RecordKind.TENSION_REPORT;
            case SymptomReport _ -> RecordKind.SYMPTOM_REPORT;
        };
    }

    /**
     * A practice on or off the mat. Without {@code endedAt} it is still going; finishing it is a higher version.
     *
     * @param context {@code mat} or an off-mat one
     * @param segments empty when it is not said what was practised
     * @param concurrent painkiller, heat, massage: what else may explain a change
     */
    record Practice(
            RecordHead head,
            @Nullable OffsetDateTime endedAt,
            String context,
            Moment moment,
            List<Segment> segments,
            @Nullable Ratings before,
            @Nullable Ratings after,
            boolean stoppedEarly,
            List<String> concurrent,
            @Nullable String note)
            implements MemberRecord {
        public Practice {
            segments = List.copyOf(segments);
            concurrent = List.copyOf(concurrent);
        }
    }

    /**
     * A part of a practice.
     *
     * @param practice one of the catalogue, or {@value #OTHER}
     * @param minutes above 0, at most {@value #MOST_MINUTES}
     * @param breathRate breaths per minute, 3 to 40
     * @param activity what another practice was, of the activities of the catalogue
     * @param label the member's own name for another practice; never interpreted
     */
    record Segment(
            String practice,
            double minutes,
            Side side,
            @Nullable String armVariation,
            List<String> cues,
            @Nullable Double breathRate,
            @Nullable String activity,
            @Nullable String label) {

        /** A practice that the catalogue does not describe: it counts as practice, and nothing is concluded about it. */
        public static final String OTHER = "other";

        public static final int MOST_MINUTES = 24 * 60;

        public Segment {
            if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
                throw new IllegalArgumentException("minutes must be above 0, at most " + MOST_MINUTES + ": " + minutes);
            }
            cues = List.copyOf(cues);
        }

        public Segment(
                String practice,
                double minutes,
                Side side,
                @Nullable String armVariation,
                List<String> cues,
                @Nullable Double breathRate) {
            this(practice, minutes, side, armVariation, cues, breathRate, null, null);
        }
    }

    /** Ratings before or after a practice; stress and mood 0 to 10. */
    record Ratings(
            List<Tension> tension,
            @Nullable Integer stress,
            @Nullable Integer mood) {
        public Ratings {
            tension = List.copyOf(tension);
        }
    }

    /** A look at the posture, felt or measured. At least one of its parts is there. */
    record PostureCheck(
            RecordHead head,
            @Nullable Position position,
            @Nullable String context,
            @Nullable Felt felt,
            @Nullable Tadasana tadasana,
            List<Observation> observations,
            @Nullable Breath breath,
            List<Tension> tension,
            @Nullable Boolean comfortable)
            implements MemberRecord {
        public PostureCheck {
            observations = List.copyOf(observations);
            tension = List.copyOf(tension);
        }

        /** Whether nothing in it came from a person: measured by instruments alone. */
        public boolean isInstrumentOnly() {
            return felt == null
                    && tadasana == null
                    && breath == null
                    && tension.isEmpty()
                    && !observations.isEmpty()
                    && observations.stream().allMatch(o -> o.method().isInstrument());
        }
    }

    /** Felt imbalance, −3 to +3 each: negative collapsed or left, positive overcorrected or right (domain.md §1.2). */
    record Felt(@Nullable Integer frontBack, @Nullable Integer sideSide) {}

    /** Plumb line of Tadasana, −2 (behind the ankles) to +2 (in front) each (domain.md §1.1). */
    record Tadasana(
            @Nullable Integer ears,
            @Nullable Integer shoulders,
            @Nullable Integer hips,
            @Nullable Integer ankles) {}

    /**
     * One measured or estimated value (domain.md §1.1).
     *
     * @param quality 0 to 1, as the instrument gives it
     */
    record Observation(
            String measure,
            double value,
            Method method,
            Side side,
            @Nullable String instrument,
            @Nullable Double quality) {}

    /** Breath: rate 3 to 40 a minute, awareness in the back body 0 to 4. */
    record Breath(@Nullable Double rate, @Nullable Integer backAwareness) {}

    /** How tense each region is now. */
    record TensionReport(
            RecordHead head,
            List<Tension> tension,
            @Nullable Integer stress,
            List<Tension> pain,
            Moment moment) implements MemberRecord {
        public TensionReport {
            tension = List.copyOf(tension);
            pain = List.copyOf(pain);
        }
    }

    /**
     * Symptoms that matter for safety, or the member's statement that they are over (domain.md §5.1).
     *
     * @param statedByMember whether session-service saw that the member's own token sent it; only such a statement ends
     *     a care hold, and one that was kept without the mark ends none
     */
    record SymptomReport(
            RecordHead head,
            List<Symptom> symptoms,
            @Nullable Statement statement,
            boolean statedByMember) implements MemberRecord {
        public SymptomReport {
            symptoms = List.copyOf(symptoms);
        }

        /** Of whom nobody knows who sent it. */
        public SymptomReport(RecordHead head, List<Symptom> symptoms, @Nullable Statement statement) {
            this(head, symptoms, statement, false);
        }

        /** The same, sent by the member's own token. */
        public SymptomReport byMember() {
            return new SymptomReport(head, symptoms, statement, true);
        }
    }

    record Symptom(
            String code,
            @Nullable Side side,
            @Nullable LocalDate since,
            @Nullable Boolean worsening) {}

    /** What ends a care hold (domain.md §5.1). */
    enum Statement {
        CHECKED_BY_PROFESSIONAL("checked-by-professional"),
        GONE_FOR_14_DAYS("gone-for-14-days");

        private final String wire;

        Statement(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }
}
