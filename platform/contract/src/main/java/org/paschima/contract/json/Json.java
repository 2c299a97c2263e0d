package org.paschima.contract.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value, immutable. Objects keep the order of their fields and never repeat a name.
 *
 * <p>Numbers are doubles: every integer of the contract lies within ±(2^53−1), where a double is exact.
 */
public sealed interface Json {

    record Obj(Map<String, Json> fields) implements Json {
        public Obj {
            fields = fields instanceof OwnedFields ? fields : new OwnedFields(new LinkedHashMap<>(fields));
        }
    }

    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    record Str(String value) implements Json {}

    record Num(double value) implements Json {
        public Num {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a JSON number must be finite: " + value);
            }
        }

        /** Whether the value is a whole number that a long holds exactly. */
        public boolean isIntegral() {
            return value == Math.rint(value) && Math.abs(value) <= MAX_SAFE_INTEGER;
        }
    }

    record Bool(boolean value) implements Json {}

    record Null() implements Json {
        public static final Null VALUE = new Null();
    }

    /** 2^53−1, the largest integer that every JSON reader keeps exactly. */
    long MAX_SAFE_INTEGER = (1L << 53) - 1;

    /** The kind of value in the words of JSON, for messages. */
    default String typeName() {
        return switch (this) {
            case Obj _ -> "object";
            case Arr _ -> "array";
            case Str _ -> "string";
            case Num _ -> "number";
            case Bool _ -> "boolean";
            case Null _ -> "null";
        };
    }
}
