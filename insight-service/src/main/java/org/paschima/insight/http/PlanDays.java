package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.LocalDays;
import org.paschima.contract.Profile;
import org.paschima.http.AnswerJson;
import org.paschima.insight.store.OneMoment;

/**
 * The local days on which a member's nudge plan changed, and how often on each: by the zone and the start of day of the
 * profile, since a plan is changed somewhere where no record says the zone.
 */
record PlanDays(SortedMap<LocalDate, Integer> changes) {

    static final PlanDays NONE = new PlanDays(Collections.emptySortedMap());

    PlanDays {
        changes = Collections.unmodifiableSortedMap(changes);
    }

    /** Those within a range; by the zone of the records where there is no profile. */
    static PlanDays of(DayRange range, Optional<ZoneId> recordZone, OneMoment asked) {
        var profile = asked.settings().profile();
        var zone = profile.map(Profile::zone).orElse(recordZone.orElse(ZoneOffset.UTC));
        var dayStart = profile.map(Profile::dayStart).orElse(LocalTime.MIDNIGHT);
        var changes = new TreeMap<LocalDate, Integer>();
        asked.planChanges().forEach(at -> changes.merge(LocalDays.of(at, zone, dayStart), 1, Integer::sum));
        return new PlanDays(changes.subMap(range.from(), range.to().plusDays(1)));
    }

    void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("plan");
        for (var day : changes.entrySet()) {
            json.writeStartObject();
            AnswerJson.date(json, "localDate", day.getKey());
            json.writeNumberField("changes", day.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
