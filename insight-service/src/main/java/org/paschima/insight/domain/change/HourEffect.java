package org.paschima.insight.domain.change;

/** How much higher reports of a local hour are than the member's reports in general, which is taken off before days are compared. */
@FunctionalInterface
public interface HourEffect {

    double at(int localHour);
}
