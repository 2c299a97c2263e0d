package org.paschima.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Recurrence;
import org.paschima.contract.Recurrence.Day;
import org.paschima.contract.Recurrence.Frequency;
import org.paschima.contract.json.Fields;

/**
 * A recurrence rule as two fields: {@code rule}, its text as RFC 5545 writes it, and {@code from}, its first date. It is
 * written in one order of parts and values, whatever the order it came in, so that what means the same has the same bytes.
 *
 * <p>An end is refused ({@code COUNT}, {@code UNTIL}): what has one is silent afterwards and nobody remembers why.
 */
final class RecurrenceCodec {

    static final int MOST_CHARACTERS = 200;

    private static final Pattern DAY = Pattern.compile("([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,3}");
    private static final Map<String, DayOfWeek> WEEKDAYS =
            Arrays.stream(DayOfWeek.values()).collect(Collectors.toMap(RecurrenceCodec::wire, Function.identity()));

    /** In the order in which they are written. */
    private enum Part {
        FREQ,
        INTERVAL,
        BYMONTH,
        BYMONTHDAY,
        BYDAY,
        BYSETPOS,
        WKST
    }

    private static final String PARTS =
            Arrays.stream(Part.values()).map(Part::name).collect(Collectors.joining(", "));

    private final Fields fields;
    private final Map<Part, String> parts = new EnumMap<>(Part.class);
    private boolean isRefused;

    private RecurrenceCodec(Fields fields) {
        this.fields = fields;
    }

    /** The rule of an object; null where there is none, or where it is wrong, which was noted then. */
    static @Nullable Recurrence read(Fields fields) {
        var text = fields.text("rule", MOST_CHARACTERS);
        var from = fields.date("from");
        if (text != null && !fields.has("from")) {
            fields.problem("from", "REQUIRED", "from is required with rule: the first date, from which it counts");
        } else if (fields.has("from") && !fields.has("rule")) {
            fields.problem("from", "UNEXPECTED", "from is of a rule; leave it out without one");
        }
        return text == null ? null : new RecurrenceCodec(fields).read(text, from);
    }

    private @Nullable Recurrence read(String text, @Nullable LocalDate from) {
        for (var part : text.toUpperCase(Locale.ROOT).split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                refuse("must be parts with a semicolon between each two, as FREQ=WEEKLY;BYDAY=MO,WE");
            } else {
                take(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        var frequency = frequency();
        var interval = numbers(Part.INTERVAL, 1, 366);
        var months = numbers(Part.BYMONTH, 1, Month.values().length);
        var monthDays = signed(Part.BYMONTHDAY);
        var days = days();
        var positions = signed(Part.BYSETPOS);
        var weekStart = weekStart();
        if (interval.size() > 1) {
            refuse("has one number at most in INTERVAL");
        }
        if (isRefused || frequency == null) {
            return null;
        }
        int every = interval.isEmpty() ? 1 : interval.getFirst();
        var byMonth =
                months.stream().map(Month::of).collect(Collectors.toCollection(() -> EnumSet.noneOf(Month.class)));
        var refusal = Recurrence.refusal(frequency, every, days, monthDays, byMonth, positions);
        refusal.ifPresent(reason -> refuse("cannot hold: " + reason));
        if (refusal.isPresent() || from == null) {
            return null;
        }
        return thatComes(new Recurrence(from, frequency, every, days, monthDays, byMonth, positions, weekStart));
    }

    private @Nullable Recurrence thatComes(Recurrence rule) {
        if (rule.next(rule.from()).isEmpty()) {
            fields.problem(
                    "rule",
                    "VALUE",
                    "rule comes on no date in the " + Recurrence.MOST_YEARS + " years from " + rule.from());
            return null;
        }
        return rule;
    }

    private void take(String name, String value) {
        var known = Arrays.stream(Part.values())
                .filter(part -> part.name().equals(name))
                .findFirst();
        if (name.equals("COUNT") || name.equals("UNTIL")) {
            refuse("must have no end (" + name + "): it holds until the plan is changed");
        } else if (known.isEmpty()) {
            refuse("has a part that is not known here; those known are " + PARTS);
        } else if (parts.put(known.get(), value) != null) {
            refuse("has " + name + " twice");
        }
    }

    private @Nullable Frequency frequency() {
        var name = parts.get(Part.FREQ);
        var known = Arrays.stream(Frequency.values())
                .filter(frequency -> frequency.name().equals(name))
                .findFirst();
        if (known.isEmpty()) {
            refuse("must have FREQ: DAILY, WEEKLY, MONTHLY or YEARLY");
        }
        return known.orElse(null);
    }

    private List<Integer> signed(Part part) {
        return numbers(part, -Recurrence.MOST_DAYS_OF_MONTH, Recurrence.MOST_DAYS_OF_MONTH);
    }

    /** Distinct and ascending. */
    private List<Integer> numbers(Part part, int least, int most) {
        var numbers = new TreeSet<Integer>();
        for (var written : values(part)) {
            int number = NUMBER.matcher(written).matches() ? Integer.parseInt(written) : 0;
            if (number == 0 || number < least || number > most) {
                refuse("has " + part + " with something else than numbers of " + least + " to " + most
                        + (least < 0 ? " without 0" : ""));
                return List.of();
            }
            numbers.add(number);
        }
        return List.copyOf(numbers);
    }

    /** Distinct, by the day of the week and then by the number. */
    private List<Day> days() {
        Set<Day> days = new TreeSet<>(Comparator.comparing(Day::weekday).thenComparingInt(Day::ordinal));
        for (var written : values(Part.BYDAY)) {
            var form = DAY.matcher(written);
            if (!form.matches() || "0".equals(form.group(1)) || "00".equals(form.group(1))) {
                refuse("has BYDAY with something else than MO, TU, WE, TH, FR, SA and SU, or 1MO, -1FR and the like");
                return List.of();
            }
            int ordinal = form.group(1) == null ? 0 : Integer.parseInt(form.group(1));
            days.add(new Day(ordinal, Objects.requireNonNull(WEEKDAYS.get(form.group(2)))));
        }
        return List.copyOf(days);
    }

    private DayOfWeek weekStart() {
        var written = parts.get(Part.WKST);
        var day = written == null ? DayOfWeek.MONDAY : WEEKDAYS.get(written);
        if (day == null) {
            refuse("has WKST with something else than a day of the week, as SU");
            return DayOfWeek.MONDAY;
        }
        return day;
    }

    private List<String> values(Part part) {
        var written = parts.get(part);
        return written == null ? List.of() : List.of(written.split(",", -1));
    }

    private void refuse(String what) {
        if (!isRefused) {
            fields.problem("rule", "FORMAT", "rule " + what);
        }
        isRefused = true;
    }

    static void write(JsonGenerator json, @Nullable Recurrence rule) throws IOException {
        if (rule != null) {
            json.writeStringField("rule", text(rule));
            json.writeStringField("from", rule.from().toString());
        }
    }

    /** What is as it would be without a word on it is left out. */
    private static String text(Recurrence rule) {
        var parts = new ArrayList<String>();
        parts.add("FREQ=" + rule.frequency());
        if (rule.interval() > 1) {
            parts.add("INTERVAL=" + rule.interval());
        }
        part(Part.BYMONTH, rule.byMonth(), month -> String.valueOf(month.getValue()))
                .ifPresent(parts::add);
        part(Part.BYMONTHDAY, rule.byMonthDay(), String::valueOf).ifPresent(parts::add);
        part(Part.BYDAY, rule.byDay(), RecurrenceCodec::wire).ifPresent(parts::add);
        part(Part.BYSETPOS, rule.bySetPos(), String::valueOf).ifPresent(parts::add);
        if (rule.weekStart() != DayOfWeek.MONDAY) {
            parts.add("WKST=" + wire(rule.weekStart()));
        }
        return String.join(";", parts);
    }

    private static <T> Optional<String> part(Part part, Collection<T> values, Function<T, String> wire) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(part + "=" + values.stream().map(wire).collect(Collectors.joining(",")));
    }

    private static String wire(Day day) {
        return (day.ordinal() == 0 ? "" : String.valueOf(day.ordinal())) + wire(day.weekday());
    }

    private static String wire(DayOfWeek weekday) {
        return weekday.name().substring(0, 2);
    }
}
