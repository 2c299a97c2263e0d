package org.paschima.insight.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What can be asked of one member, several times if need be, all of it as of one moment. */
public interface OneMoment {

    /** As {@link MemberHistory#days}. */
    RecordedDays days(LocalDate from, LocalDate to, Set<DayPart> parts);

    MemberSettings settings();

    /** When the member's nudge plan changed, the earliest first; of very many the last. */
    List<Instant> planChanges();
}
