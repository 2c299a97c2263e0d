package org.paschima.contract.json;

import java.util.ArrayList;
import java.util.List;

/** All that is wrong with one JSON value, in reading order, up to {@value #MAX} entries. Confined to one thread. */
public final class Problems {

    private static final int MAX = 100;

    private final List<FieldProblem> found = new ArrayList<>();
    private final List<FieldProblem> warnings = new ArrayList<>();
    private int noted;

    public void add(String pointer, String code, String detail) {
        noted++;
        if (found.size() < MAX) {
            found.add(new FieldProblem(pointer, code, detail));
        }
    }

    /** Notes something that is taken all the same, and that the sender should look at. */
    public void warn(String pointer, String code, String detail) {
        if (warnings.size() < MAX) {
            warnings.add(new FieldProblem(pointer, code, detail));
        }
    }

    public List<FieldProblem> warnings() {
        return List.copyOf(warnings);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** How many were noted, those beyond the list included: it grows with every problem. */
    public int size() {
        return noted;
    }

    public List<FieldProblem> list() {
        return List.copyOf(found);
    }
}
