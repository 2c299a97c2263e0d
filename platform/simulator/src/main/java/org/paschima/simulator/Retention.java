package org.paschima.simulator;

/** How long members stay (domain.md §6.2): the day whose share of stayers is a given one. */
final class Retention {

    private static final double HALF_YEAR = 365.0 / 2;

    private Retention() {}

    /** S(d) = first · d^exponent, so that most leave within a day. */
    static double wild(Parameters table, double share) {
        double first = table.of(Parameter.RETENTION_WILD_FIRST_DAY);
        return share >= first ? 1 : StrictMath.pow(share / first, 1 / table.of(Parameter.RETENTION_WILD_EXPONENT));
    }

    /** A Weibull curve through the shares at half a year and a year. */
    static double committed(Parameters table, double share) {
        double atHalf = -StrictMath.log(table.of(Parameter.RETENTION_COMMITTED_HALF_YEAR));
        double atYear = -StrictMath.log(table.of(Parameter.RETENTION_COMMITTED_YEAR));
        double shape = StrictMath.log(atYear / atHalf) / StrictMath.log(2);
        return HALF_YEAR * StrictMath.pow(-StrictMath.log(share) / atHalf, 1 / shape);
    }
}
