package org.paschima.notify.busy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.ZoneNames;
import org.paschima.notify.busy.Component.UnreadableException;

/**
 * The clocks that a calendar goes by. A zone that is known here goes by the rules that are in use here; another one, as
 * Outlook names them, by those that the file brings along; and what names none, or one that nobody knows, by the member's.
 */
final class CalendarZones {

    private final ZoneId own;
    private final Map<String, WallClock> known = new HashMap<>();

    /** @param own where the member is */
    CalendarZones(ZoneId own, List<Component> parts, Rules rules, LocalDateTime until) throws UnreadableException {
        this.own = own;
        for (var part : parts) {
            var name = part.value("TZID");
            if (part.name().equals("VTIMEZONE") && !known.containsKey(name)) {
                var steps = new ArrayList<Step>();
                for (var each : part.parts()) {
                    steps.addAll(steps(each, rules, until));
                }
                if (!steps.isEmpty()) {
                    steps.sort(Comparator.comparing(Step::at));
                    known.put(name, wall -> at(steps, wall));
                }
            }
        }
    }

    WallClock of(@Nullable String name) {
        if (name == null) {
            return WallClock.of(own);
        }
        return zone(name).map(WallClock::of).orElseGet(() -> known.getOrDefault(name, WallClock.of(own)));
    }

    /** Some write before the name who made its rules: /freeassociation.sourceforge.net/Europe/Berlin. */
    private static Optional<ZoneId> zone(String name) {
        for (var rest = name; ; ) {
            var zone = Optional.ofNullable(ZoneNames.find(rest));
            int slash = rest.indexOf('/', rest.startsWith("/") ? 1 : 0);
            if (zone.isPresent() || !name.startsWith("/") || slash < 0) {
                return zone;
            }
            rest = rest.substring(slash + 1);
        }
    }

    // --- rules that a file brings along

    /** From a time of the clock before on, another one holds. */
    private record Step(LocalDateTime at, ZoneOffset before, ZoneOffset after) {}

    private static List<Step> steps(Component observance, Rules rules, LocalDateTime until) throws UnreadableException {
        var start = Moment.of(observance.value("DTSTART"), WallClock.of(ZoneOffset.UTC));
        var before = offset(observance.value("TZOFFSETFROM"));
        var after = offset(observance.value("TZOFFSETTO"));
        if (start.isEmpty() || before.isEmpty() || after.isEmpty()) {
            return List.of();
        }
        var times = new ArrayList<LocalDateTime>();
        times.add(start.get().wall());
        for (var dates : observance.all("RDATE").toList()) {
            for (var each : dates.value().split(",", -1)) {
                Moment.of(each, WallClock.of(ZoneOffset.UTC)).ifPresent(date -> times.add(date.wall()));
            }
        }
        for (var rule : observance.all("RRULE").toList()) {
            times.addAll(recurring(rule.value(), start.get().wall(), before.get(), rules, until));
        }
        return times.stream().map(at -> new Step(at, before.get(), after.get())).toList();
    }

    /** By a rule that cannot be followed the clock stays as it was first; most of those are of years long ago. */
    private static List<LocalDateTime> recurring(
            String rule, LocalDateTime start, ZoneOffset before, Rules rules, LocalDateTime until)
            throws UnreadableException {
        var last = Moment.of(Rules.until(rule), WallClock.of(before)).map(Moment::instant);
        try {
            return rules.times(
                    rule,
                    start,
                    start,
                    time -> time.isBefore(until)
                            && last.map(end -> !time.toInstant(before).isAfter(end))
                                    .orElse(true));
        } catch (Rules.OddRuleException _) {
            return List.of();
        }
    }

    private static Instant at(List<Step> steps, LocalDateTime wall) {
        var offset = steps.getFirst().before();
        for (var step : steps) {
            if (step.at().isAfter(wall)) {
                break;
            }
            var over = step.at()
                    .plusSeconds(step.after().getTotalSeconds()
                            - (long) step.before().getTotalSeconds());
            offset = wall.isBefore(over) ? step.before() : step.after();
        }
        return wall.toInstant(offset);
    }

    private static Optional<ZoneOffset> offset(String text) {
        try {
            return Optional.of(ZoneOffset.of(text.strip()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
