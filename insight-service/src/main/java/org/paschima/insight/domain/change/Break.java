package org.paschima.insight.domain.change;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.paschima.insight.domain.statistics.DayMean;

/** Where days break best into two levels: what dates a change, and what is taken off before days are asked how alike they are. */
final class Break {

    /** A choice: the break that a look asks for is the one between its halves, give or take ten days (docs/adr/0022). */
    static final int NEAR_DAYS = 10;

    /** A choice: fewer days are no level. */
    private static final int LEAST_DAYS = 3;

    /** A choice: half of what a slope leaves is far less than chance does (docs/adr/0022). */
    private static final double CLEARLY = 0.5;

    private Break() {}

    /** The place of the first day after the break near the window's middle that leaves least around two levels. */
    static int near(List<DayMean> days, Window window) {
        int n = days.size();
        int best = Math.clamp(n / 2, 1, n - 1);
        double least = Double.POSITIVE_INFINITY;
        for (int b = LEAST_DAYS; b <= n - LEAST_DAYS; b++) {
            long apart = ChronoUnit.DAYS.between(window.split(), days.get(b).date());
            if (Math.abs(apart) <= NEAR_DAYS) {
                double left = squares(days.subList(0, b)) + squares(days.subList(b, n));
                if (left < least) {
                    least = left;
                    best = b;
                }
            }
        }
        return best;
    }

    /**
     * These days, with a step taken off that leaves less than half of what a slope leaves: what is beside it says how alike
     * days are, and a step that is as good as free of noise is no likeness.
     */
    static List<DayMean> takenOff(List<DayMean> days, Window window) {
        if (days.size() < 2 * LEAST_DAYS) {
            return days;
        }
        int step = near(days, window);
        var before = days.subList(0, step);
        var after = days.subList(step, days.size());
        if (squares(before) + squares(after) >= CLEARLY * aroundLine(days)) {
            return days;
        }
        double rise = mean(after) - mean(before);
        return days.stream()
                .map(day -> day.date().isBefore(after.getFirst().date()) ? day : day.lowerBy(rise))
                .toList();
    }

    static double mean(List<DayMean> days) {
        return days.stream().mapToDouble(DayMean::mean).average().orElseThrow();
    }

    private static double aroundLine(List<DayMean> days) {
        double middle = days.stream().mapToDouble(DayMean::day).average().orElseThrow();
        double level = mean(days);
        double tt = 0;
        double ty = 0;
        for (var day : days) {
            tt += (day.day() - middle) * (day.day() - middle);
            ty += (day.day() - middle) * (day.mean() - level);
        }
        return squares(days) - ty * ty / tt;
    }

    private static double squares(List<DayMean> days) {
        double sum = 0;
        double squares = 0;
        for (var day : days) {
            sum += day.mean();
            squares += day.mean() * day.mean();
        }
        return squares - sum * sum / days.size();
    }
}
