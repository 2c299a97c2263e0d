package org.paschima.simulator;

/**
 * What chance decides about a member, each from a stream of its own: drawing more of one aspect changes no other. The
 * names are part of the seed; renaming one changes histories.
 */
enum Aspect {
    BASELINE,
    REGIONS,
    TREND,
    DIURNAL,
    WEEKDAY,
    LOAD,
    DAY,
    FLARES,
    RELIEF,
    AGE,
    ZONE,
    TRAVEL,
    ANSWERING,
    RETENTION,
    REPORTS,
    REPORT_NOISE,
    STRESS,
    PAIN,
    HABIT,
    ROUTINE,
    NOTICING,
    PRACTICES,
    RATING_NOISE,
    RATINGS,
    CVA,
    CVA_DAYS,
    CHECKS,
    CHECK_NOISE,
    SYMPTOMS,
    NUDGES,
    DISORDER
}
