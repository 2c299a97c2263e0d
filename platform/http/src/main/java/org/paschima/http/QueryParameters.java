package org.paschima.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.WrittenInstant;
import org.paschima.http.Problem.Fault;

/**
 * The query parameters of one request, read by name; every fault is noted, and {@link #check()} refuses them together, or
 * {@link JsonBody} with those of the body.
 *
 * <p>A parameter that nobody asked for is a fault too: a misspelt one would silently change the answer's meaning.
 */
public class QueryParameters {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final LocalDate EARLIEST = LocalDate.of(1999, 12, 31);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 30);

    private final Call call;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    public QueryParameters(Call call) {
        this.call = call;
    }

    /** Refuses every parameter: the path has none. */
    public static void refuseAny(Call call) {
        new QueryParameters(call).check();
    }

    public Optional<LocalDate> date(String name) {
        return read(name, QueryParameters::dateIn, "must be a date, as 2026-03-02, of " + EARLIEST + " to " + LATEST);
    }

    public static Optional<LocalDate> dateIn(String text) {
        if (!DATE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            var date = LocalDate.parse(text);
            return date.isBefore(EARLIEST) || date.isAfter(LATEST) ? Optional.empty() : Optional.of(date);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Notes that the last day of a range comes before its first, where both were read. */
    public void inOrder(String first, @Nullable LocalDate from, String last, @Nullable LocalDate to) {
        if (from != null && to != null && to.isBefore(from) && areFine(first, last)) {
            fault(last, "RANGE", "must not be before " + first);
        }
    }

    public Optional<Instant> instant(String name) {
        return read(
                name,
                text -> {
                    try {
                        return Optional.ofNullable(instantIn(text)).map(OffsetDateTime::toInstant);
                    } catch (DateTimeException _) {
                        return Optional.empty();
                    }
                },
                "must be an instant with offset, as 2026-03-02T18:00:00Z");
    }

    /** A plus in a query is a blank unless it is escaped, which is easily forgotten. */
    private static @Nullable OffsetDateTime instantIn(String text) {
        var read = WrittenInstant.parse(text);
        int blank = text.lastIndexOf(' ');
        return read != null || blank < 0
                ? read
                : WrittenInstant.parse(text.substring(0, blank) + "+" + text.substring(blank + 1));
    }

    /** A date that has to be there. */
    public LocalDate requiredDate(String name) {
        var found = date(name);
        if (found.isEmpty() && call.queryAll(name).isEmpty()) {
            fault(name, "REQUIRED", "is required: a date, as 2026-03-02");
        }
        return found.orElse(EARLIEST);
    }

    public int integer(String name, int fallback, int least, int most) {
        return read(
                        name,
                        text -> {
                            try {
                                int value = Integer.parseInt(text);
                                return value >= least && value <= most ? Optional.of(value) : Optional.empty();
                            } catch (NumberFormatException _) {
                                return Optional.empty();
                            }
                        },
                        "must be an integer from " + least + " to " + most)
                .orElse(fallback);
    }

    public Optional<String> text(String name, Predicate<String> valid, String must) {
        return read(name, text -> Optional.of(text).filter(valid), must);
    }

    /** All values of a parameter that may be repeated, without repetitions. */
    public List<String> texts(String name, int most, Predicate<String> valid, String must) {
        asked.add(name);
        var values = new LinkedHashSet<String>();
        for (var text : call.queryAll(name)) {
            if (valid.test(text)) {
                values.add(text);
            } else {
                fault(name, "VALUE", must);
            }
        }
        if (values.size() > most) {
            fault(name, "TOO_MANY", "may be given " + most + " times at most");
        }
        return List.copyOf(values);
    }

    /** Whether nothing was found wrong with these so far. */
    public boolean areFine(String... names) {
        var list = List.of(names);
        return faults.stream().noneMatch(fault -> list.contains(fault.at()));
    }

    public void fault(String name, String code, String detail) {
        asked.add(name);
        fault(Fault.parameter(name, code, detail));
    }

    /** Notes what is wrong with another part of the request, so that it is refused together with the rest. */
    public void fault(Fault fault) {
        faults.add(fault);
    }

    /** Ends the reading: refuses the request if anything was wrong. */
    public void check() {
        faults.addAll(unknown());
        if (!faults.isEmpty()) {
            throw Problem.validation(faults).asException();
        }
    }

    /** The refusal of all that is wrong with these, and of what else is wrong. */
    ProblemException refused(List<Fault> others) {
        var all = new ArrayList<>(faults);
        all.addAll(unknown());
        all.addAll(others);
        return Problem.validation(all).asException();
    }

    private List<Fault> unknown() {
        return call.queryNames().stream()
                .filter(name -> !asked.contains(name))
                .map(name -> Fault.parameter(name, "UNKNOWN", "there is no such parameter here"))
                .toList();
    }

    /** The value of a parameter that may be given once, as {@code parser} reads it; what it reads as empty is refused. */
    public <T> Optional<T> read(String name, Function<String, Optional<T>> parser, String must) {
        asked.add(name);
        var values = call.queryAll(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            fault(name, "REPEATED", "may be given once");
            return Optional.empty();
        }
        var value = parser.apply(values.getFirst());
        if (value.isEmpty()) {
            fault(name, "VALUE", must);
        }
        return value;
    }
}
