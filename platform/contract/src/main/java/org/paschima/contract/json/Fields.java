package org.paschima.contract.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
 * only when nothing was noted. {@link #end()} refuses unread fields of a request.
 */
public final class Fields {

    private static final int LONGEST_NAME = 64;

    private final Json.Obj object;
    private final String pointer;
    private final Problems problems;
    private final Strictness strictness;
    private final Set<String> read = new HashSet<>();

    public Fields(Json.Obj object, String pointer, Problems problems, Strictness strictness) {
        this.object = object;
        this.pointer = pointer;
        this.problems = problems;
        this.strictness = strictness;
    }

    public boolean isStrict() {
        return strictness == Strictness.REQUEST;
    }

    /** The JSON pointer of a field of this object. */
    public String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    public boolean has(String name) {
        var value = object.fields().get(name);
        return value != null && !(value instanceof Json.Null);
    }

    /** Whether the field is there and is an array of nothing. */
    public boolean isEmptyArray(String name) {
        return object.fields().get(name) instanceof Json.Arr(var items) && items.isEmpty();
    }

    /** Whether the field is there and says null, where that differs from being left out. */
    public boolean isNull(String name) {
        return object.fields().get(name) instanceof Json.Null;
    }

    public void problem(String name, String code, String detail) {
        problems.add(at(name), code, detail);
    }

    /** Notes something about a field that is taken all the same. */
    public void warn(String name, String code, String detail) {
        problems.warn(at(name), code, detail);
    }

    /** Notes that the field is missing, unless something is there. */
    public void require(String name) {
        read.add(name);
        if (!has(name)) {
            problem(name, "REQUIRED", name + " is required");
        }
    }

    /** Takes a field as read without looking at it. */
    public void skip(String name) {
        read.add(name);
    }

    /** In a request, notes every field that nobody read. */
    public void end() {
        if (isStrict()) {
            for (var name : object.fields().keySet()) {
                if (!read.contains(name)) {
                    problem(name, "UNKNOWN_FIELD", "this field is not known here; check its spelling or leave it out");
                }
            }
        }
    }

    public @Nullable String identifier(String name) {
        return text(name, Identifiers::isIdentifier, "1 to 64 of A-Z a-z 0-9 . _ -");
    }

    /** A kebab-case word of at most 64 characters; in a request also one of the vocabulary. */
    public @Nullable String code(String name, Predicate<String> vocabulary, String where) {
        var code = text(name, Fields::isCode, "a kebab-case word of at most 64 characters");
        if (code != null && isStrict() && !vocabulary.test(code)) {
            problem(name, "UNKNOWN_VALUE", "\"" + code + "\" is not one of " + where);
            return null;
        }
        return code;
    }

    /** Words of {@code a-z 0-9}, a hyphen between each two, at most 64 characters in all. */
    public static boolean isCode(String text) {
        boolean isInWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(isLowerOrDigit(c) || (c == '-' && isInWord))) {
                return false;
            }
            isInWord = c != '-';
        }
        return isInWord && text.length() <= LONGEST_NAME;
    }

    private static boolean isLowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
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
        var rule = (whole ? "a whole number, " : "") + plain(min) + " to " + plain(max);
        return number(name, n -> n >= min && n <= max, whole, rule);
    }

    /** A number greater than {@code above}, and at most {@code max}. */
    public @Nullable Double numberAbove(String name, double above, double max) {
        return numberAbove(name, above, max, "above " + plain(above) + ", at most " + plain(max));
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
                refuse(name, "RANGE", name + " must be " + rule + "; it is " + plain(n.value()));
            case Json.Num n
            when whole && !n.isIntegral() ->
                refuse(name, "TYPE", name + " must be " + rule + "; it is " + plain(n.value()));
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
        var text = text(name, Fields::isWallTime, "a time of day, as 06:30");
        return text == null ? null : LocalTime.parse(text);
    }

    /** {@code HH:mm}, 00:00 to 23:59. */
    public static boolean isWallTime(String text) {
        return text.length() == 5
                && text.charAt(2) == ':'
                && isUpTo(text.charAt(0), '2')
                && isUpTo(text.charAt(1), text.charAt(0) == '2' ? '3' : '9')
                && isUpTo(text.charAt(3), '5')
                && isUpTo(text.charAt(4), '9');
    }

    private static boolean isUpTo(char c, char last) {
        return c >= '0' && c <= last;
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
        var found = new ArrayList<T>();
        var items = items(name, max);
        for (int i = 0; i < items.size(); i++) {
            var where = at(name) + "/" + i;
            if (items.get(i) instanceof Json.Obj item) {
                var fields = new Fields(item, where, problems, strictness);
                var value = element.apply(fields);
                fields.end();
                if (value != null) {
                    found.add(value);
                }
            } else {
                problems.add(where, "TYPE", "must be an object, not " + articled(items.get(i)));
            }
        }
        return List.copyOf(found);
    }

    /** The distinct kebab-case words of a list; in a request each is of the vocabulary. An absent list is empty. */
    public List<String> codes(String name, int max, Predicate<String> vocabulary, String where) {
        var found = new ArrayList<String>();
        var items = items(name, max);
        for (int i = 0; i < items.size(); i++) {
            var at = at(name) + "/" + i;
            if (!(items.get(i) instanceof Json.Str(var code))) {
                problems.add(at, "TYPE", "must be a string, not " + articled(items.get(i)));
            } else if (!isCode(code)) {
                problems.add(at, "FORMAT", "must be a kebab-case word of at most 64 characters");
            } else if (isStrict() && !vocabulary.test(code)) {
                problems.add(at, "UNKNOWN_VALUE", "\"" + code + "\" is not one of " + where);
            } else if (found.contains(code)) {
                problems.add(at, "DUPLICATE", "\"" + code + "\" is there twice");
            } else {
                found.add(code);
            }
        }
        return List.copyOf(found);
    }

    /**
     * Distinct identifiers. One that is none is refused in a request, and left out of what the log holds: the rest still
     * counts.
     */
    public List<String> identifiers(String name, int max) {
        var found = new LinkedHashSet<String>();
        var items = items(name, isStrict() ? max : Integer.MAX_VALUE);
        for (int i = 0; i < items.size(); i++) {
            var at = at(name) + "/" + i;
            if (!(items.get(i) instanceof Json.Str(var text))) {
                noteInRequest(at, "TYPE", "must be a string, not " + articled(items.get(i)));
            } else if (!Identifiers.isIdentifier(text)) {
                noteInRequest(at, "FORMAT", "must be 1 to 64 of A-Z a-z 0-9 . _ -");
            } else if (!found.add(text)) {
                noteInRequest(at, "DUPLICATE", "\"" + text + "\" is there twice");
            }
        }
        return found.stream().limit(max).toList();
    }

    private void noteInRequest(String at, String code, String detail) {
        if (isStrict()) {
            problems.add(at, code, detail);
        }
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
                problem(name, "TYPE", name + " must be an array, not " + articled(other));
                yield List.of();
            }
        };
    }

    private @Nullable Json take(String name) {
        read.add(name);
        var value = object.fields().get(name);
        return value instanceof Json.Null ? null : value;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // always null, of whatever type is read
    private <T> @Nullable T wrongType(String name, String wanted, Json found) {
        return refuse(name, "TYPE", name + " must be " + wanted + ", not " + articled(found));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // always null, of whatever type is read
    private <T> @Nullable T refuse(String name, String code, String detail) {
        problem(name, code, detail);
        return null;
    }

    private static String articled(Json value) {
        return switch (value) {
            case Json.Obj _, Json.Arr _ -> "an " + value.typeName();
            case Json.Str _, Json.Num _, Json.Bool _ -> "a " + value.typeName();
            case Json.Null _ -> value.typeName();
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) <= Json.MAX_SAFE_INTEGER
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
