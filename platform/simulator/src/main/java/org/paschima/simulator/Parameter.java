package org.paschima.simulator;

/**
 * The numbers that the model knows (domain.md §6.2), each with the range in which it means anything. Their values are in
 * {@code parameters.json}: see {@link Parameters}.
 */
public enum Parameter {
    // point / 12-month neck-pain prevalence, office
    PREVALENCE_POINT("prevalence.point", 0, 1),
    PREVALENCE_YEAR("prevalence.year", 0, 1),
    // μ_u
    BASELINE_PRONE_SHARE("baseline.prone.share", 0, 1),
    BASELINE_PRONE_MEAN("baseline.prone.mean", -10, 10),
    BASELINE_PRONE_SD("baseline.prone.sd", 0, 10),
    BASELINE_OTHER_MEAN("baseline.other.mean", -10, 10),
    BASELINE_OTHER_SD("baseline.other.sd", 0, 10),
    // within-day measurement sd / day AR sd / φ
    NOISE_MEASUREMENT_SD("noise.measurement.sd", 0, 10),
    NOISE_DAY_SD("noise.day.sd", 0, 10),
    NOISE_DAY_CORRELATION("noise.day.correlation", 0, 0.99),
    NOISE_DAY_CORRELATION_HARDER("noise.day.correlation.harder", 0, 0.99),
    NOISE_DAY_CORRELATION_HARDEST("noise.day.correlation.hardest", 0, 0.99),
    // diurnal D
    DIURNAL_AMPLITUDE_MEAN("diurnal.amplitude.mean", 0.001, 10),
    DIURNAL_PEAK_MEAN("diurnal.peak.mean", 0, 24),
    DIURNAL_PEAK_SD("diurnal.peak.sd", 0, 1000),
    // weekday K
    WEEKDAY_PEAK("weekday.peak", -10, 10),
    WEEKDAY_LAST_AFTERNOON("weekday.last-afternoon", -10, 10),
    WEEKDAY_WEEKEND("weekday.weekend", -10, 10),
    // acute relief per practice E
    RELIEF_BACK_BODY_BREATH("relief.back-body-breath", -10, 10),
    RELIEF_TADASANA("relief.tadasana", -10, 10),
    RELIEF_PARSVOTTANASANA("relief.parsvottanasana", -10, 10),
    RELIEF_BHUJANGASANA("relief.bhujangasana", -10, 10),
    RELIEF_ARDHA_PINCHA_MAYURASANA("relief.ardha-pincha-mayurasana", -10, 10),
    RELIEF_DHANURASANA("relief.dhanurasana", -10, 10),
    RELIEF_SD("relief.sd", 0, 10),
    RELIEF_NULL_SHARE("relief.null.share", 0, 1),
    RELIEF_ADVERSE_SHARE("relief.adverse.share", 0, 1),
    RELIEF_ADVERSE_SIZE("relief.adverse.size", -10, 10),
    RELIEF_HOURS("relief.hours", 0.1, 1000),
    // chronic effect
    CHRONIC_TWO_MINUTES("chronic.two-minutes", -10, 10),
    CHRONIC_TWELVE_MINUTES("chronic.twelve-minutes", -10, 10),
    CHRONIC_TIMES_A_WEEK("chronic.times-a-week", 0.1, 1000),
    CHRONIC_ADHERENCE("chronic.adherence", 0, 1),
    CHRONIC_WEEKS("chronic.weeks", 0.1, 1000),
    CHRONIC_YEAR_FROM("chronic.year.from", -10, 10),
    CHRONIC_YEAR_TO("chronic.year.to", -10, 10),
    // yoga programme
    PROGRAMME_SMD("programme.smd", -5, 5),
    // study-type compliance
    COMPLIANCE_SHARE("compliance.share", 0, 1),
    COMPLIANCE_DECLINE("compliance.decline", 0, 1),
    COMPLIANCE_YOUNG("compliance.young", -1, 0),
    // real-life prompts answered
    ANSWERED_OVERALL("answered.overall", 0, 1),
    ANSWERED_MISSING_MEDIAN("answered.missing.median", 0.001, 0.999),
    ANSWERED_MISSING_LEAST("answered.missing.least", 0.001, 0.999),
    ANSWERED_MISSING_MOST("answered.missing.most", 0.001, 0.999),
    ANSWERED_MISSING_SPREAD("answered.missing.spread", 0, 1000),
    // app retention
    RETENTION_WILD_FIRST_DAY("retention.wild.first-day", 0, 1),
    RETENTION_WILD_EXPONENT("retention.wild.exponent", -5, 0),
    RETENTION_COMMITTED_HALF_YEAR("retention.committed.half-year", 0, 1),
    RETENTION_COMMITTED_YEAR("retention.committed.year", 0, 1),
    // missingness
    MISSING_COMPLETELY_AT_RANDOM("missing.completely-at-random", 0, 1),
    MISSING_BY_HOUR("missing.by-hour", 0, 1),
    MISSING_NOT_AT_RANDOM("missing.not-at-random", 0, 1),
    MISSING_NOT_AT_RANDOM_SLOPE("missing.not-at-random.slope", 0, 1000),
    MISSING_BY_HOUR_EVENING("missing.by-hour.evening", 0, 1),
    MISSING_AFTER("missing.after", 0, 1),
    MISSING_AFTER_WITHOUT_RELIEF("missing.after.without-relief", 0, 1),
    // nudge effect on practice in 60 min
    NUDGE_RATIO_START("nudge.ratio.start", 0.1, 20),
    NUDGE_RATIO_END("nudge.ratio.end", 0.1, 20),
    NUDGE_DECAY("nudge.decay", 0.1, 1000),
    NUDGE_OPEN_RATIO("nudge.open.ratio", 0.1, 20),
    // availability
    AVAILABILITY_SHARE("availability.share", 0, 1),
    AVAILABILITY_STRICT("availability.strict", 0, 1),
    // habit T95
    HABIT_DAYS_MEDIAN("habit.days.median", 0.1, 1000),
    HABIT_DAYS_LOW("habit.days.low", 0.1, 1000),
    HABIT_DAYS_HIGH("habit.days.high", 0.1, 1000),
    // posture cva
    CVA_SITTING_MEAN("cva.sitting.mean", 0, 90),
    CVA_SITTING_SD("cva.sitting.sd", 0, 90),
    CVA_STANDING_MEAN("cva.standing.mean", 0, 90),
    CVA_STANDING_SD("cva.standing.sd", 0, 90),
    CVA_DAY_CORRELATION("cva.day.correlation", 0, 0.99),
    CVA_NOISE_SD("cva.noise.sd", 0, 90),
    CVA_TENSION_CORRELATION("cva.tension.correlation", -1, 1),
    CVA_UNRELATED_SHARE("cva.unrelated.share", 0, 1),
    // overcorrectors
    OVERCORRECTOR_SHARE("overcorrector.share", 0, 1),
    OVERCORRECTOR_CVA("overcorrector.cva", 0, 90),
    OVERCORRECTOR_TENSION("overcorrector.tension", -10, 10),
    // red flags
    RED_FLAG_URGENT("red-flag.urgent", 0, 1),
    RED_FLAG_EMERGENCY("red-flag.emergency", 0, 1),
    // zones
    ZONE_DST_SHARE("zone.dst.share", 0, 1),
    TRAVEL_MONTHLY("travel.monthly", 0, 1),
    // disorder
    DISORDER_DUPLICATE("disorder.duplicate", 0, 1),
    DISORDER_LATE("disorder.late", 0, 1),
    DISORDER_CORRECTED("disorder.corrected", 0, 1),
    DISORDER_DELETED("disorder.deleted", 0, 1),
    // what the table leaves open
    REGION_SD("region.sd", 0, 10),
    TREND_SD("trend.sd", 0, 10),
    DIURNAL_AMPLITUDE_SPREAD("diurnal.amplitude.spread", 0, 1000),
    LOAD_EFFECT("load.effect", -10, 10),
    CHRONIC_SCALE("chronic.scale", 0, 1),
    CHRONIC_RATE("chronic.rate", 0.001, 1),
    FLARE_PER_YEAR("flare.per-year", 0, 1000),
    FLARE_SIZE("flare.size", -10, 10),
    FLARE_DAYS("flare.days", 0.1, 1000),
    REPORT_MOST("report.most", 1, 10),
    REPORT_FROM("report.from", 0, 28),
    REPORT_TO("report.to", 0, 28),
    REPORT_OTHER_REGION("report.other-region", 0, 1),
    REPORT_AGAIN("report.again", 0, 1),
    REPORT_STRESS("report.stress", 0, 1),
    REPORT_PAIN("report.pain", 0, 1),
    PRACTICE_SHARE_MEAN("practice.share.mean", 0, 1),
    PRACTICE_SHARE_SD("practice.share.sd", 0, 1),
    PRACTICE_BEFORE_HABIT("practice.before-habit", 0, 1),
    PRACTICE_ON_MAT("practice.on-mat", 0, 1),
    PRACTICE_BOW("practice.bow", 0, 1),
    PRACTICE_SECOND_PART("practice.second-part", 0, 1),
    PRACTICE_RATED("practice.rated", 0, 1),
    PRACTICE_PAINKILLER("practice.painkiller", 0, 1),
    PRACTICE_HOUR_RATE("practice.hour-rate", 0, 1),
    CHECK_SHARE("check.share", 0, 1),
    CHECK_MEASURED("check.measured", 0, 1),
    CVA_DAY_SD("cva.day.sd", 0, 90);

    private final String id;
    private final double least;
    private final double most;

    Parameter(String id, double least, double most) {
        this.id = id;
        this.least = least;
        this.most = most;
    }

    /** The name in {@code parameters.json}. */
    public String id() {
        return id;
    }

    boolean allows(double value) {
        return value >= least && value <= most;
    }

    String range() {
        return least + " to " + most;
    }
}
