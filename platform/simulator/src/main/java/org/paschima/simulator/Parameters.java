package org.paschima.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

/**
 * The parameter table of domain.md §6.2 as {@code parameters.json} states it, read and checked as a whole: every
 * {@link Parameter} is there once, within its range, with a unit, in a row that says where it comes from.
 */
public final class Parameters {

    private static final int MAX_ITEMS = 100;

    /** A row of the table; {@code status} is its source, or (A) for an assumption. */
    public record Row(String title, String status, List<Value> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    public record Value(Parameter parameter, double value, String unit) {}

    private final List<Row> rows;
    private final Map<Parameter, Double> values;

    private Parameters(List<Row> rows, Map<Parameter, Double> values) {
        this.rows = List.copyOf(rows);
        this.values = new EnumMap<>(values);
    }

    /** The table as it stands, loaded once. */
    public static Parameters table() {
        return Table.PARAMETERS;
    }

    /** Reads a table; throws {@link InvalidParametersException} with every problem found. */
    static Parameters read(byte[] json) {
        try {
            var problems = new Problems();
            if (!(JsonReader.read(json) instanceof Json.Obj object)) {
                throw new InvalidParametersException(List.of("not a JSON object"));
            }
            var rows = rows(new Fields(object, "", problems, Strictness.REQUEST));
            var found = new ArrayList<String>();
            problems.list().forEach(problem -> found.add(problem.pointer() + " " + problem.detail()));
            var values = valuesOf(rows, found);
            if (!found.isEmpty()) {
                throw new InvalidParametersException(found);
            }
            return new Parameters(rows, values);
        } catch (MalformedJsonException e) {
            throw new InvalidParametersException(List.of(Objects.requireNonNullElse(e.getMessage(), "malformed")));
        }
    }

    private static List<Row> rows(Fields table) {
        table.integer("version", 1, 1);
        var rows = table.objects("rows", MAX_ITEMS, row -> {
            row.require("row");
            row.require("status");
            var title = row.text("row", MAX_ITEMS);
            var status = row.text("status", MAX_ITEMS);
            var values = row.objects("values", MAX_ITEMS, Parameters::value);
            return title == null || status == null ? null : new Row(title, status, values);
        });
        table.end();
        return rows;
    }

    private static @Nullable Value value(Fields fields) {
        var id = fields.text("id", Parameters::isKnown, "the id of a parameter");
        fields.require("value");
        var value = fields.number("value", -1e6, 1e6);
        fields.require("unit");
        var unit = fields.text("unit", MAX_ITEMS);
        if (id == null || value == null || unit == null) {
            return null;
        }
        var parameter = Objects.requireNonNull(Known.BY_ID.get(id));
        if (!parameter.allows(value)) {
            fields.problem("value", "RANGE", id + " must be " + parameter.range() + ": " + value);
        }
        return new Value(parameter, value, unit);
    }

    private static boolean isKnown(String id) {
        return Known.BY_ID.containsKey(id);
    }

    private static Map<Parameter, Double> valuesOf(List<Row> rows, List<String> problems) {
        var values = new EnumMap<Parameter, Double>(Parameter.class);
        for (var row : rows) {
            for (var value : row.values()) {
                if (values.put(value.parameter(), value.value()) != null) {
                    problems.add(value.parameter().id() + " is there twice");
                }
            }
        }
        for (var parameter : Parameter.values()) {
            if (!values.containsKey(parameter)) {
                problems.add(parameter.id() + " is missing");
            }
        }
        return values;
    }

    public List<Row> rows() {
        return rows;
    }

    public double of(Parameter parameter) {
        return Objects.requireNonNull(values.get(parameter));
    }

    /** The same with one value changed: what a scenario does. The rows keep what the table says. */
    public Parameters with(Parameter parameter, double value) {
        if (!parameter.allows(value)) {
            throw new IllegalArgumentException(parameter.id() + " must be " + parameter.range() + ": " + value);
        }
        var changed = new Parameters(rows, values);
        changed.values.put(parameter, value);
        return changed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameters parameters && values.equals(parameters.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    private static final class Known {
        static final Map<String, Parameter> BY_ID = new HashMap<>();

        static {
            for (var parameter : Parameter.values()) {
                BY_ID.put(parameter.id(), parameter);
            }
        }
    }

    private static final class Table {
        static final Parameters PARAMETERS = read(resource("parameters.json"));

        private static byte[] resource(String name) {
            try (var in = Objects.requireNonNull(Parameters.class.getResourceAsStream(name), name)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
