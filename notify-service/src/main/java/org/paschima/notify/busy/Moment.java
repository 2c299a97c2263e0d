package org.paschima.notify.busy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A date or a time as a calendar writes it, and by which clock.
 *
 * @param isDate whether it is a whole day; then the time is its first
 */
record Moment(LocalDateTime wall, boolean isDate, WallClock clock) {

    private static final Pattern FORM = Pattern.compile("(\\d{8})(?:T(\\d{2})(\\d{2})(\\d{2})?(Z?))?");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final WallClock UTC = WallClock.of(ZoneOffset.UTC);

    Instant instant() {
        return clock.at(wall);
    }

    /** Empty where it is none. */
    static Optional<Moment> of(String text, WallClock clock) {
        var form = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            var date = LocalDate.parse(form.group(1), DATE);
            if (form.group(2) == null) {
                return Optional.of(new Moment(date.atStartOfDay(), true, clock));
            }
            // A leap second is the one before.
            int second = form.group(4) == null ? 0 : Math.min(59, Integer.parseInt(form.group(4)));
            var wall = date.atTime(Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)), second);
            return Optional.of(new Moment(wall, false, form.group(5).equals("Z") ? UTC : clock));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
