package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.List;
import org.paschima.insight.domain.TheilSen;

/**
 * The mean of a day's reports. Days without any have none.
 *
 * @param occasions that it is the mean of: the reports of one moment are one
 */
public record DayMean(LocalDate date, double mean, int occasions) {

    /** Of one occasion. */
    public DayMean(LocalDate date, double mean) {
        this(date, mean, 1);
    }

    long day() {
        return date.toEpochDay();
    }

    DayMean lowerBy(double points) {
        return new DayMean(date, mean - points, occasions);
    }

    /** Days counted from the first of them. */
    static List<TheilSen.Point> points(List<DayMean> days) {
        return days.stream()
                .map(day -> new TheilSen.Point(day.day() - days.getFirst().day(), day.mean()))
                .toList();
    }
}
