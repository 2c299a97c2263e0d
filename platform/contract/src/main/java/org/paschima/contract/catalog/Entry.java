package org.paschima.contract.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object of the resource while it is read: takes each field once and notes what is missing, wrong or left over.
 *
 * <p>A field that cannot be read gives an empty value, so that reading goes on and all problems are found.
 */
final class Entry {

    private final String name;
    private final Map<String, Object> fields;
    private final List<String> problems;
    private final Set<String> taken = new HashSet<>();

    Entry(String name, Map<String, Object> fields, List<String> problems) {
        this.name = name;
        this.fields = fields;
        this.problems = problems;
    }

    void problem(String what) {
        problems.add(name + ": " + what);
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    String text(String field) {
        var text = required(field, String.class, "a string");
        if (text != null && text.isBlank()) {
            problem(field + " is blank");
        }
        return text == null ? "" : text;
    }

    @Nullable
    String textIfThere(String field) {
        return has(field) ? text(field) : null;
    }

    double number(String field) {
        var number = required(field, Double.class, "a number");
        return number == null ? 0 : number;
    }

    int integer(String field, int min, int max) {
        double number = number(field);
        if (has(field) && (number < min || number > max || number != Math.rint(number))) {
            problem(field + " must be a whole number from " + min + " to " + max + ": " + number);
            return min;
        }
        return (int) number;
    }

    boolean flag(String field) {
        var flag = required(field, Boolean.class, "true or false");
        return flag != null && flag;
    }

    /** The strings of a list that must be there, though it may be empty. */
    List<String> words(String field) {
        var words = new ArrayList<String>();
        for (var item : list(field)) {
            if (!(item instanceof String word) || word.isBlank()) {
                problem(field + " holds something that is not a word: " + item);
            } else if (words.contains(word)) {
                problem(field + " holds \"" + word + "\" twice");
            } else {
                words.add(word);
            }
        }
        return words;
    }

    /** The objects of a list, named after {@code kind} and what their field {@code idField} says. */
    List<Entry> entries(String field, String kind, String idField) {
        var entries = new ArrayList<Entry>();
        int index = 0;
        for (var item : list(field)) {
            var place = field + "[" + index++ + "]";
            if (item instanceof Map<?, ?> object) {
                var label = object.get(idField) instanceof String id ? kind + " \"" + id + "\"" : place;
                entries.add(new Entry(label, fieldsOf(object), problems));
            } else {
                problem(place + " must be an object");
            }
        }
        return entries;
    }

    @Nullable
    Entry entryIfThere(String field) {
        if (!has(field)) {
            return null;
        }
        var object = required(field, Map.class, "an object");
        return object == null ? null : new Entry(name + ", " + field, fieldsOf(object), problems);
    }

    /** Notes the fields that nobody took: a misspelt tag must not pass for a tag. */
    void end() {
        for (var field : fields.keySet()) {
            if (!taken.contains(field)) {
                problem(field + " is not known here");
            }
        }
    }

    private List<?> list(String field) {
        List<?> list = required(field, List.class, "a list");
        return list == null ? List.of() : list;
    }

    private <T> @Nullable T required(String field, Class<T> type, String wanted) {
        taken.add(field);
        var value = fields.get(field);
        if (value == null) {
            problem(field + " is missing");
            return null;
        }
        if (!type.isInstance(value)) {
            problem(field + " must be " + wanted);
            return null;
        }
        return type.cast(value);
    }

    private static Map<String, Object> fieldsOf(Map<?, ?> object) {
        var fields = new java.util.LinkedHashMap<String, Object>();
        object.forEach((key, value) -> fields.put(String.valueOf(key), value));
        return fields;
    }
}
