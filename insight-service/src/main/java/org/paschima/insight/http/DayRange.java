package org.paschima.insight.http;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import org.paschima.http.QueryParameters;

/** The days asked for, both ends included. */
record DayRange(LocalDate from, LocalDate to) {

    /** So many days a request, at most. */
    static final int MOST_DAYS = 3_700;

    static DayRange of(QueryParameters parameters) {
        return checked(parameters, parameters.requiredDate("from"), parameters.requiredDate("to"), MOST_DAYS);
    }

    /** The same where ends that are left out mean so many days up to a last one. */
    static DayRange of(QueryParameters parameters, LocalDate last, int days, int most) {
        var to = parameters.date("to").orElse(last);
        var from = parameters.date("from").orElse(to.minusDays(days - 1L));
        return checked(parameters, from, to, most);
    }

    private static DayRange checked(QueryParameters parameters, LocalDate from, LocalDate to, int most) {
        if (parameters.areFine("from", "to")) {
            check(from, to, most, parameters);
        }
        return new DayRange(from, to);
    }

    static void check(LocalDate from, LocalDate to, QueryParameters parameters) {
        check(from, to, MOST_DAYS, parameters);
    }

    private static void check(LocalDate from, LocalDate to, int most, QueryParameters parameters) {
        if (to.isBefore(from)) {
            parameters.fault("to", "RANGE", "must not be before from");
        } else if (ChronoUnit.DAYS.between(from, to) >= most) {
            parameters.fault("to", "RANGE", "a request may ask for " + most + " days at most");
        }
    }

    /** What lies within it. */
    <T> SortedMap<LocalDate, T> of(SortedMap<LocalDate, T> days) {
        return days.subMap(from, to.plusDays(1));
    }
}
