package org.paschima.simulator;

import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What one simulated member is like (domain.md §6.2). Sizes marked (A) there are plausible, not measured.
 *
 * @param prone whether of the pain-prone
 * @param baseline usual tension, μ_u
 * @param regions how each region differs from it, ω_r; 0 on average
 * @param trendPerWeek slow change, points a week
 * @param diurnal amplitude of the day's rise and fall, points
 * @param peakHour local hour of the peak
 * @param peakDay the tensest day of the week
 * @param relief true change right after each practice, points, E_uk: the best of them is the best practice
 * @param overcorrects whether “sit up” goes too far
 * @param answered share of prompts answered when nothing else matters
 * @param practiceShare share of days with a practice, once it is a habit
 * @param habitDays days to 95 % of it
 * @param cva usual craniovertebral angle, sitting; {@code cvaStanding} the same standing
 * @param birthYear in years of the common era
 * @param staysDays how many days of the history pass before the member leaves
 */
public record Traits(
        boolean prone,
        double baseline,
        Map<String, Double> regions,
        double trendPerWeek,
        double diurnal,
        double peakHour,
        DayOfWeek peakDay,
        double loadEffect,
        Map<String, Double> relief,
        boolean overcorrects,
        Missingness missingness,
        double answered,
        double practiceShare,
        double habitDays,
        double cva,
        double cvaStanding,
        int birthYear,
        double staysDays) {

    /** The regions that are rated: those of the primary index (domain.md §2.9). */
    public static final List<String> REGIONS = List.of("upper-back", "neck", "shoulder");

    /** Below this age a study's prompts are answered less. */
    static final int YOUNG = 30;

    static final int REFERENCE_YEAR = 2026;

    private static final int YOUNGEST = 20;
    private static final int OLDEST = 65;
    private static final Map<String, Parameter> RELIEF = Map.of(
            "back-body-breath", Parameter.RELIEF_BACK_BODY_BREATH,
            "tadasana", Parameter.RELIEF_TADASANA,
            "parsvottanasana", Parameter.RELIEF_PARSVOTTANASANA,
            "bhujangasana", Parameter.RELIEF_BHUJANGASANA,
            "ardha-pincha-mayurasana", Parameter.RELIEF_ARDHA_PINCHA_MAYURASANA,
            "dhanurasana", Parameter.RELIEF_DHANURASANA);

    /** What is practised, in a fixed order. */
    static final List<String> PRACTICES = RELIEF.keySet().stream().sorted().toList();

    public Traits {
        regions = Map.copyOf(regions);
        relief = Map.copyOf(relief);
    }

    /** Whether no practice of the member's does anything. */
    public boolean isNullResponder() {
        return relief.values().stream().allMatch(effect -> effect == 0);
    }

    static Traits draw(Model model, Streams streams) {
        var table = model.parameters();
        var base = streams.of(Aspect.BASELINE);
        boolean prone = Draws.happens(base, table.of(Parameter.BASELINE_PRONE_SHARE));
        double standing = base.nextGaussian();
        double baseline = prone
                ? table.of(Parameter.BASELINE_PRONE_MEAN) + standing * table.of(Parameter.BASELINE_PRONE_SD)
                : table.of(Parameter.BASELINE_OTHER_MEAN) + standing * table.of(Parameter.BASELINE_OTHER_SD);
        var diurnal = streams.of(Aspect.DIURNAL);
        var cva = streams.of(Aspect.CVA);
        double upright = upright(table, cva, standing);
        int birthYear = REFERENCE_YEAR - YOUNGEST - streams.of(Aspect.AGE).nextInt(OLDEST - YOUNGEST + 1);
        var habit = streams.of(Aspect.HABIT);
        return new Traits(
                prone,
                baseline,
                regions(table, streams.of(Aspect.REGIONS)),
                table.of(Parameter.TREND_SD) * streams.of(Aspect.TREND).nextGaussian(),
                Draws.logNormalOfMean(
                        diurnal,
                        table.of(Parameter.DIURNAL_AMPLITUDE_MEAN),
                        table.of(Parameter.DIURNAL_AMPLITUDE_SPREAD)),
                table.of(Parameter.DIURNAL_PEAK_MEAN) + table.of(Parameter.DIURNAL_PEAK_SD) * diurnal.nextGaussian(),
                DayOfWeek.TUESDAY.plus(streams.of(Aspect.WEEKDAY).nextInt(3)),
                table.of(Parameter.LOAD_EFFECT),
                relief(table, streams.of(Aspect.RELIEF)),
                overcorrects(model, cva),
                missingness(model, streams.of(Aspect.ANSWERING)),
                answered(model, streams, birthYear),
                Math.clamp(
                        table.of(Parameter.PRACTICE_SHARE_MEAN)
                                + table.of(Parameter.PRACTICE_SHARE_SD) * habit.nextGaussian(),
                        0.05,
                        0.95),
                habitDays(table, habit),
                table.of(Parameter.CVA_SITTING_MEAN) + upright * between(table, Parameter.CVA_SITTING_SD),
                table.of(Parameter.CVA_STANDING_MEAN) + upright * between(table, Parameter.CVA_STANDING_SD),
                birthYear,
                staysDays(model, streams.of(Aspect.RETENTION)));
    }

    /** Offsets that are 0 on average, so that the baseline stays what it says. */
    private static Map<String, Double> regions(Parameters table, RandomGenerator random) {
        var offsets = new HashMap<String, Double>();
        double sum = 0;
        for (var region : REGIONS) {
            double offset = table.of(Parameter.REGION_SD) * random.nextGaussian();
            offsets.put(region, offset);
            sum += offset;
        }
        double mean = sum / REGIONS.size();
        offsets.replaceAll((_, offset) -> offset - mean);
        return offsets;
    }

    /** Usual uprightness in standard deviations; in half of the members a little lower with more tension. */
    private static double upright(Parameters table, RandomGenerator random, double tension) {
        double correlation = Draws.happens(random, table.of(Parameter.CVA_UNRELATED_SHARE))
                ? 0
                : table.of(Parameter.CVA_TENSION_CORRELATION);
        return correlation * tension + StrictMath.sqrt(1 - correlation * correlation) * random.nextGaussian();
    }

    /** What is left between members when the days of a member vary too. */
    private static double between(Parameters table, Parameter sd) {
        double day = table.of(Parameter.CVA_DAY_SD);
        return StrictMath.sqrt(Math.max(0, table.of(sd) * table.of(sd) - day * day));
    }

    private static boolean overcorrects(Model model, RandomGenerator random) {
        boolean drawn = Draws.happens(random, model.parameters().of(Parameter.OVERCORRECTOR_SHARE));
        var given = model.overcorrect();
        return given == null ? drawn : given;
    }

    private static Map<String, Double> relief(Parameters table, RandomGenerator random) {
        boolean none = Draws.happens(random, table.of(Parameter.RELIEF_NULL_SHARE));
        boolean adverse = Draws.happens(random, table.of(Parameter.RELIEF_ADVERSE_SHARE));
        var effects = new HashMap<String, Double>();
        for (var practice : PRACTICES) {
            double effect = table.of(java.util.Objects.requireNonNull(RELIEF.get(practice)))
                    + table.of(Parameter.RELIEF_SD) * random.nextGaussian();
            boolean strained = practice.equals("dhanurasana") || practice.equals("ardha-pincha-mayurasana");
            if (adverse && strained) {
                effect = table.of(Parameter.RELIEF_ADVERSE_SIZE);
            }
            effects.put(practice, none ? 0 : effect);
        }
        return effects;
    }

    private static Missingness missingness(Model model, RandomGenerator random) {
        var table = model.parameters();
        var shares = new EnumMap<Missingness, Double>(Missingness.class);
        shares.put(Missingness.COMPLETELY_AT_RANDOM, table.of(Parameter.MISSING_COMPLETELY_AT_RANDOM));
        shares.put(Missingness.BY_HOUR, table.of(Parameter.MISSING_BY_HOUR));
        double at = random.nextDouble();
        var drawn = Missingness.NOT_AT_RANDOM;
        for (var share : shares.entrySet()) {
            if (at < share.getValue()) {
                drawn = share.getKey();
                break;
            }
            at -= share.getValue();
        }
        var given = model.missingness();
        return given == null ? drawn : given;
    }

    private static double answered(Model model, Streams streams, int birthYear) {
        var table = model.parameters();
        if (model.engagement() == Engagement.STUDY) {
            boolean young = REFERENCE_YEAR - birthYear < YOUNG;
            return table.of(Parameter.COMPLIANCE_SHARE) + (young ? table.of(Parameter.COMPLIANCE_YOUNG) : 0);
        }
        var random = streams.of(Aspect.ANSWERING);
        random.nextDouble(); // the first draw of this stream is the missingness
        double logit = Draws.logit(table.of(Parameter.ANSWERED_MISSING_MEDIAN))
                + table.of(Parameter.ANSWERED_MISSING_SPREAD) * random.nextGaussian();
        return 1
                - Math.clamp(
                        Draws.share(logit),
                        table.of(Parameter.ANSWERED_MISSING_LEAST),
                        table.of(Parameter.ANSWERED_MISSING_MOST));
    }

    private static double habitDays(Parameters table, RandomGenerator random) {
        double spread = StrictMath.log(table.of(Parameter.HABIT_DAYS_HIGH) / table.of(Parameter.HABIT_DAYS_LOW))
                / (2 * 1.6448536269514722);
        return table.of(Parameter.HABIT_DAYS_MEDIAN) * StrictMath.exp(spread * random.nextGaussian());
    }

    private static double staysDays(Model model, RandomGenerator random) {
        double at = 1 - random.nextDouble();
        return switch (model.engagement()) {
            case STAYS, STUDY -> Double.POSITIVE_INFINITY;
            case WILD -> Retention.wild(model.parameters(), at);
            case COMMITTED -> Retention.committed(model.parameters(), at);
        };
    }
}
