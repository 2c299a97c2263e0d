package org.paschima.notify.calendar;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.io.text.ICalReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** What a calendar program of somebody else reads. */
public final class ForeignCalendar {

    private ForeignCalendar() {}

    /** An entry as it is shown. */
    public record Entry(String uid, Instant starts, Instant ends, String title) {}

    /** Refuses what cannot be read whole, and what is not valid by the standard. */
    private static ICalendar parsed(byte[] ics) {
        try (var reader = new ICalReader(new ByteArrayInputStream(ics))) {
            var calendar = reader.readNext();
            if (!reader.getWarnings().isEmpty() || reader.readNext() != null) {
                throw new AssertionError(reader.getWarnings().toString());
            }
            // This reader keeps zones apart from components, and so misses them where there are no others.
            boolean hasZoneAlone = calendar.getComponents().isEmpty()
                    && !calendar.getTimezoneInfo().getTimezones().isEmpty();
            var warnings = calendar.validate(ICalVersion.V2_0);
            if (!warnings.isEmpty() && !hasZoneAlone) {
                throw new AssertionError(warnings.toString());
            }
            return calendar;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static List<Entry> entries(byte[] ics) {
        return parsed(ics).getEvents().stream()
                .map(event -> new Entry(
                        event.getUid().getValue(),
                        event.getDateStart().getValue().toInstant(),
                        event.getDateEnd().getValue().toInstant(),
                        event.getSummary().getValue()))
                .toList();
    }
}
