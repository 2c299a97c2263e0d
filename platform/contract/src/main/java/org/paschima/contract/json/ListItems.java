package org.paschima.contract.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Identifiers;

/**
 * The items of one list of a JSON object, read one by one; what is wrong with any of them is noted where it stands.
 *
 * @param pointer of the list
 */
record ListItems(List<Json> items, String pointer, Problems problems, Strictness strictness) {

    <T> List<T> objects(Function<Fields, @Nullable T> element) {
        var found = new ArrayList<T>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Json.Obj item) {
                var fields = new Fields(item, at(i), problems, strictness);
                var value = element.apply(fields);
                fields.end();
                if (value != null) {
                    found.add(value);
                }
            } else {
                problems.add(at(i), "TYPE", "must be an object, not " + WrittenForms.articled(items.get(i)));
            }
        }
        return List.copyOf(found);
    }

    List<String> codes(Predicate<String> vocabulary, String where) {
        var found = new ArrayList<String>();
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Json.Str(var code))) {
                problems.add(at(i), "TYPE", "must be a string, not " + WrittenForms.articled(items.get(i)));
            } else if (!WrittenForms.isCode(code)) {
                problems.add(at(i), "FORMAT", "must be a kebab-case word of at most 64 characters");
            } else if (isStrict() && !vocabulary.test(code)) {
                problems.add(at(i), "UNKNOWN_VALUE", "\"" + code + "\" is not one of " + where);
            } else if (found.contains(code)) {
                problems.add(at(i), "DUPLICATE", "\"" + code + "\" is there twice");
            } else {
                found.add(code);
            }
        }
        return List.copyOf(found);
    }

    Set<String> identifiers() {
        var found = new LinkedHashSet<String>();
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Json.Str(var text))) {
                noteInRequest(i, "TYPE", "must be a string, not " + WrittenForms.articled(items.get(i)));
            } else if (!Identifiers.isIdentifier(text)) {
                noteInRequest(i, "FORMAT", "must be 1 to 64 of A-Z a-z 0-9 . _ -");
            } else if (!found.add(text)) {
                noteInRequest(i, "DUPLICATE", "\"" + text + "\" is there twice");
            }
        }
        return found;
    }

    private String at(int index) {
        return pointer + "/" + index;
    }

    private boolean isStrict() {
        return strictness == Strictness.REQUEST;
    }

    private void noteInRequest(int index, String code, String detail) {
        if (isStrict()) {
            problems.add(at(index), code, detail);
        }
    }
}
