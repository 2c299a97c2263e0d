package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.List;
import org.paschima.insight.domain.TheilSen;

/** The mean of a day's reports. Days without any have none. */
public record DayMean(LocalDate date, double mean) {

    long day() {
        return date.toEpochDay();
    }

    /** Days counted from the first of them. */
    static List<TheilSen.Point> points(List<DayMean> days) {
        return days.stream()
                .map(day -> new TheilSen.Point(day.day() - days.getFirst().day(), day.mean()))
                .toList();
    }
}
