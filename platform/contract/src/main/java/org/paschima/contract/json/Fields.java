package org.paschima.contract.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Identifiers;
import org.paschima.contract.ZoneNames;

/**
 * The fields of one JSON object, read one by one; every problem goes to the same {@link Problems}.
 *
 * <p>A reader returns null for a field that is absent, null or wrong; what is wrong was noted. Callers build their value
 * only when nothing was noted.
 *
 * <p>{@link #end()} refuses unread fields of a request.
 */
public final class Fields extends ObjectReading {

    public Fields(Json.Obj object, String pointer, Problems problems, Strictness strictness) {
        super(object, pointer, problems, strictness);
    }

    public @Nullable String identifier(String name) {
        return text(name, Identifiers::isIdentifier, "1 to 64 of A-Z a-z 0-9 . _ -");
    }

    /** A kebab-case word of at most 64 characters; in a request also one of the vocabulary. */
    public @Nullable String code(String name, Predicate<String> vocabulary, String where) {
        var code = text(name, WrittenForms::isCode, "a kebab-case word of at most 64 characters");
        if (code != null && isStrict() && !vocabulary.test(code)) {
            problem(name, "UNKNOWN_VALUE", "\"" + code + "\" is not one of " + where);
            return null;
        }
        return code;
    }

    /** A text of at most so many characters, counted as JSON Schema counts them: in code points. */
    public @Nullable String text(String name, int maxLength) {
        return text(
                name,
                text -> text.codePointCount(0, text.length()) <= maxLength,
                "at most " + maxLength + " characters (code points)");
    }

    public @Nullable String text(String name, Predicate<String> rule, String ruleText) {
        return switch (take(name)) {
            case null -> null;
            case Json.Str(var text) when rule.test(text) -> text;
            case Json.Str _ -> refuse(name, "FORMAT", name + " must be " + ruleText);
            case Json other -> wrongType(name, "a string", other);
        };
    }

    public @Nullable Integer integer(String name, int min, int max) {
        var number = number(name, min, max, true);
        return number == null ? null : number.intValue();
    }

    public @Nullable Long longInteger(String name, long min, long max) {
        var number = number(name, (double) min, (double) max, true);
        return number == null ? null : number.longValue();
    }

    /** A number of {@code min} to {@code max}, both included; never clamped. */
    public @Nullable Double number(String name, double min, double max) {
        return number(name, min, max, false);
    }

    public @Nullable Double number(String name, double min, double max, boolean whole) {
        var rule = (whole ? "a whole number, " : "") + WrittenForms.plain(min) + " to " + WrittenForms.plain(max);
        return number(name, n -> n >= min && n <= max, whole, rule);
    }

    /** A number greater than {@code above}, and at most {@code max}. */
    public @Nullable Double numberAbove(String name, double above, double max) {
        return numberAbove(
                name, above, max, "above " + WrittenForms.plain(above) + ", at most " + WrittenForms.plain(max));
    }

    /** The same, with the rule in the words that a refusal says it in. */
    public @Nullable Double numberAbove(String name, double above, double max, String rule) {
        return number(name, n -> n > above && n <= max, false, rule);
    }

    private @Nullable Double number(String name, DoublePredicate range, boolean whole, String rule) {
        return switch (take(name)) {
            case null -> null;
            case Json.Num n
            when !range.test(n.value()) ->
                refuse(name, "RANGE", name + " must be " + rule + "; it is " + WrittenForms.plain(n.value()));
            case Json.Num n
            when whole && !n.isIntegral() ->
                refuse(name, "TYPE", name + " must be " + rule + "; it is " + WrittenForms.plain(n.value()));
            case Json.Num(var value) -> value;
            case Json other -> wrongType(name, whole ? rule : "a number, " + rule, other);
        };
    }

    public @Nullable Boolean bool(String name) {
        return switch (take(name)) {
            case null -> null;
            case Json.Bool(var value) -> value;
            case Json other -> wrongType(name, "true or false", other);
        };
    }

    public <E extends Enum<E>> @Nullable E oneOf(String name, E[] values, Function<E, String> wire) {
        return switch (take(name)) {
            case null -> null;
            case Json.Str(var text) -> {
                for (var value : values) {
                    if (wire.apply(value).equals(text)) {
                        yield value;
                    }
                }
                var words = new ArrayList<String>();
                for (var value : values) {
                    words.add(wire.apply(value));
                }
                yield refuse(name, "UNKNOWN_VALUE", name + " must be one of " + String.join(", ", words));
            }
            case Json other -> wrongType(name, "a string", other);
        };
    }

    public @Nullable OffsetDateTime instant(String name) {
        return switch (take(name)) {
            case null -> null;
            case Json.Str(var text) -> instant(name, text);
            case Json other -> wrongType(name, "a string", other);
        };
    }

    private @Nullable OffsetDateTime instant(String name, String text) {
        try {
            var instant = isStrict() ? WrittenInstant.parse(text) : Rfc3339.parse(text);
            return instant == null
                    ? refuse(
                            name,
                            "FORMAT",
                            name
                                    + " must be an instant with offset, as 2026-03-29T07:15:00+02:00, with at most 9 digits"
                                    + " after the seconds")
                    : instant;
        } catch (DateTimeException _) {
            return refuse(name, "FORMAT", name + " is not a date and time that exists");
        }
    }

    public @Nullable LocalDate date(String name) {
        var text = text(name, written -> written.length() == "2026-03-29".length(), "a date, as 2026-03-29");
        if (text == null) {
            return null;
        }
        try {
            var date = Rfc3339.parseDate(text);
            return date != null ? date : noDate(name);
        } catch (DateTimeException _) {
            return noDate(name);
        }
    }

    private @Nullable LocalDate noDate(String name) {
        return refuse(name, "FORMAT", name + " must be a date that exists, as 2026-03-29");
    }

    public @Nullable LocalTime wallTime(String name) {
        var text = text(name, WrittenForms::isWallTime, "a time of day, as 06:30");
        return text == null ? null : LocalTime.parse(text);
    }

    public @Nullable ZoneId zone(String name) {
        var text = text(name, 64);
        if (text == null) {
            return null;
        }
        var zone = ZoneNames.find(text);
        return zone != null ? zone : refuse(name, "UNKNOWN_VALUE", name + " must be " + ZoneNames.RULE);
    }

    /** The object in a field, or null; {@link #end()} of what is returned is the caller's to call. */
    public @Nullable Fields object(String name) {
        return switch (take(name)) {
            case null -> null;
            case Json.Obj nested -> new Fields(nested, at(name), problems, strictness);
            case Json other -> wrongType(name, "an object", other);
        };
    }

    /** The tree in a field, whatever object it is. */
    public Json.@Nullable Obj tree(String name) {
        return switch (take(name)) {
            case null -> null;
            case Json.Obj nested -> nested;
            case Json other -> wrongType(name, "an object", other);
        };
    }

    /** The objects of a list; an absent list is empty. An element that {@code element} refuses (null) was noted. */
    public <T> List<T> objects(String name, int max, Function<Fields, @Nullable T> element) {
        return list(name, max).objects(element);
    }

    /** The distinct kebab-case words of a list; in a request each is of the vocabulary. An absent list is empty. */
    public List<String> codes(String name, int max, Predicate<String> vocabulary, String where) {
        return list(name, max).codes(vocabulary, where);
    }

    /**
     * Distinct identifiers. One that is none is refused in a request, and left out of what the log holds: the rest still
     * counts.
     */
    public List<String> identifiers(String name, int max) {
        return list(name, isStrict() ? max : Integer.MAX_VALUE).identifiers().stream()
                .limit(max)
                .toList();
    }

    private ListItems list(String name, int max) {
        return new ListItems(items(name, max), at(name), problems, strictness);
    }

    /** The raw items of a list of at most {@code max}. */
    public List<Json> items(String name, int max) {
        return switch (take(name)) {
            case null -> List.of();
            case Json.Arr(var items) when items.size() <= max -> items;
            case Json.Arr(var items) -> {
                problem(name, "TOO_MANY", name + " holds " + items.size() + " items; at most " + max + " are taken");
                yield List.of();
            }
            case Json other -> {
                problem(name, "TYPE", name + " must be an array, not " + WrittenForms.articled(other));
                yield List.of();
            }
        };
    }
}
