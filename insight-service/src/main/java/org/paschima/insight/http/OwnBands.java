package org.paschima.insight.http;

import java.time.LocalDate;
import java.util.Set;
import org.paschima.insight.domain.balance.PersonalBands;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.OneMoment;

/** The neutral bands of a member as of a day, and what of days an answer against them has to read. */
final class OwnBands {

    private OwnBands() {}

    /** Of the comfortable checks up to that day. */
    static PersonalBands upTo(LocalDate to, OneMoment asked) {
        var captures =
                asked.days(to.minusDays(PersonalBands.LOOK_BACK_DAYS - 1L), to, Set.of(DayPart.COMFORTABLE_CHECKS));
        return PersonalBands.of(captures.days().values().stream()
                .flatMap(cells -> cells.checks().stream())
                .toList());
    }

    /** Days keep their posture against the default bands; every check by itself is read only for those who have their own. */
    static DayPart postureAgainst(PersonalBands bands) {
        return bands.hasPersonal() ? DayPart.CHECKS : DayPart.POSTURE;
    }
}
