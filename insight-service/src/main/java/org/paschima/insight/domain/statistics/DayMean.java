package org.paschima.insight.domain.statistics;

import java.time.LocalDate;
import java.util.List;

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

    public long day() {
        return date.toEpochDay();
    }

    public DayMean lowerBy(double points) {
        return new DayMean(date, mean - points, occasions);
    }

    /** Days counted from the first of them. */
    public static List<TheilSen.Point> points(List<DayMean> days) {
        return days.stream()
                .map(day -> new TheilSen.Point(day.day() - days.getFirst().day(), day.mean()))
                .toList();
    }
}
