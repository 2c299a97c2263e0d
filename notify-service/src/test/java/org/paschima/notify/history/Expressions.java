package org.paschima.notify.history;

import java.util.List;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What MongoDB computes in an update by stages, or in a condition, as far as notify has it computed. {@code now} is the store's
 * own clock, which no step of the service's clock moves.
 */
record Expressions(BsonDateTime now) {

    private static final BsonValue REMOVED = new BsonUndefined();

    /** The document after the stages of an update. */
    BsonDocument updated(BsonDocument document, List<BsonDocument> stages) {
        var after = document.clone();
        for (var stage : stages) {
            var before = after.clone();
            for (var each : stage.entrySet()) {
                switch (each.getKey()) {
                    case "$set" ->
                        each.getValue().asDocument().forEach((field, by) -> set(after, field, valueOf(by, before)));
                    case "$unset" -> after.remove(each.getValue().asString().getValue());
                    default -> throw new UnsupportedOperationException(each.getKey());
                }
            }
        }
        return after;
    }

    @SuppressWarnings("ReferenceEquality")
    private static void set(BsonDocument document, String field, BsonValue value) {
        if (value == REMOVED) {
            document.remove(field);
        } else {
            document.put(field, value);
        }
    }

    boolean isTrue(BsonValue condition, BsonDocument document) {
        return valueOf(condition, document).equals(BsonBoolean.TRUE);
    }

    private BsonValue valueOf(BsonValue expression, BsonDocument in) {
        return switch (expression) {
            case BsonDocument operator
            when operator.size() == 1 && operator.getFirstKey().startsWith("$") ->
                computed(operator.getFirstKey(), Objects.requireNonNull(operator.get(operator.getFirstKey())), in);
            case BsonDocument fields -> {
                var all = new BsonDocument();
                fields.forEach((name, each) -> all.put(name, valueOf(each, in)));
                yield all;
            }
            case BsonArray all ->
                new BsonArray(all.stream().map(each -> valueOf(each, in)).toList());
            case BsonString text -> named(text.getValue(), expression, in);
            default -> expression;
        };
    }

    private BsonValue named(String text, BsonValue itself, BsonDocument in) {
        if (text.equals("$$NOW")) {
            return now;
        }
        if (text.equals("$$REMOVE")) {
            return REMOVED;
        }
        return text.startsWith("$") ? or(Matching.at(text.replaceFirst("^\\$+", ""), in), REMOVED) : itself;
    }

    private BsonValue computed(String operator, BsonValue of, BsonDocument in) {
        if (operator.equals("$literal")) {
            return of;
        }
        if (operator.equals("$filter")) {
            var input = valueOf(Objects.requireNonNull(of.asDocument().get("input")), in);
            var condition = Objects.requireNonNull(of.asDocument().get("cond"));
            return new BsonArray(input.asArray().stream()
                    .filter(each -> isTrue(condition, new BsonDocument("this", each)))
                    .toList());
        }
        if (operator.equals("$size")) {
            return new BsonInt32(valueOf(of, in).asArray().size());
        }
        var operands = of.asArray().stream().map(each -> valueOf(each, in)).toList();
        var first = operands.getFirst();
        var last = operands.getLast();
        return switch (operator) {
            case "$eq" -> BsonBoolean.valueOf(first.equals(last));
            case "$lt" -> BsonBoolean.valueOf(Matching.compare(first, last) < 0);
            case "$gt" -> BsonBoolean.valueOf(Matching.compare(first, last) > 0);
            case "$cond" -> first.equals(BsonBoolean.TRUE) ? operands.get(1) : last;
            case "$ifNull" -> isNothing(first) ? last : first;
            case "$add" ->
                new BsonDateTime(first.asDateTime().getValue() + last.asNumber().longValue());
            case "$concatArrays" -> {
                var all = new BsonArray(first.asArray());
                all.addAll(last.asArray());
                yield all;
            }
            default -> throw new UnsupportedOperationException(operator);
        };
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isNothing(BsonValue value) {
        return value == REMOVED || value instanceof BsonNull;
    }

    private static BsonValue or(@Nullable BsonValue value, BsonValue otherwise) {
        return value == null ? otherwise : value;
    }
}
