package org.paschima.notify.history;

import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What MongoDB means by a filter, an update and an order, as far as notify uses them. */
final class Matching {

    private Matching() {}

    static boolean matches(BsonDocument filter, BsonDocument document, Expressions expressions) {
        return filter.entrySet().stream().allMatch(each -> matches(each, document, expressions));
    }

    private static boolean matches(
            Map.Entry<String, BsonValue> condition, BsonDocument document, Expressions expressions) {
        return switch (condition.getKey()) {
            case "$and" ->
                all(condition.getValue()).stream().allMatch(each -> matches(each.asDocument(), document, expressions));
            case "$or" ->
                all(condition.getValue()).stream().anyMatch(each -> matches(each.asDocument(), document, expressions));
            case "$expr" -> expressions.isTrue(condition.getValue(), document);
            default -> isSo(condition.getValue(), at(condition.getKey(), document));
        };
    }

    /** What is at a path of names; null where nothing is. */
    static @Nullable BsonValue at(String path, BsonDocument document) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return document.get(path);
        }
        return document.get(path.substring(0, dot)) instanceof BsonDocument inner
                ? at(path.substring(dot + 1), inner)
                : null;
    }

    private static BsonArray all(BsonValue value) {
        return value.asArray();
    }

    private static boolean isSo(BsonValue wanted, @Nullable BsonValue found) {
        if (wanted instanceof BsonDocument operators
                && operators.keySet().stream().allMatch(name -> name.startsWith("$"))) {
            return operators.entrySet().stream().allMatch(each -> isSo(each.getKey(), each.getValue(), found));
        }
        return isEqual(wanted, found);
    }

    private static boolean isSo(String operator, BsonValue wanted, @Nullable BsonValue found) {
        return switch (operator) {
            case "$in" ->
                wanted.asArray().stream()
                        .anyMatch(each -> found instanceof BsonArray several
                                ? several.stream().anyMatch(one -> isEqual(each, one))
                                : isEqual(each, found));
            case "$ne" -> !isEqual(wanted, found);
            case "$exists" -> wanted.asBoolean().getValue() == (found != null);
            case "$type" ->
                found != null
                        && found.getBsonType().getValue() == wanted.asNumber().intValue();
            case "$gt" -> isComparable(wanted, found) && compare(found, wanted) > 0;
            case "$gte" -> isComparable(wanted, found) && compare(found, wanted) >= 0;
            case "$lt" -> isComparable(wanted, found) && compare(found, wanted) < 0;
            case "$lte" -> isComparable(wanted, found) && compare(found, wanted) <= 0;
            default -> throw new UnsupportedOperationException(operator);
        };
    }

    private static boolean isEqual(BsonValue wanted, @Nullable BsonValue found) {
        if (wanted instanceof BsonNull) {
            return found == null || found instanceof BsonNull;
        }
        if (found == null) {
            return false;
        }
        boolean areNumbers = wanted.isNumber() && found.isNumber();
        return areNumbers ? compare(wanted, found) == 0 : wanted.equals(found);
    }

    private static boolean isComparable(BsonValue wanted, @Nullable BsonValue found) {
        return found != null
                && (wanted.getBsonType() == found.getBsonType() || (wanted.isNumber() && found.isNumber()));
    }

    static int compare(@Nullable BsonValue one, @Nullable BsonValue other) {
        if (one == null || other == null || one instanceof BsonNull || other instanceof BsonNull) {
            return Boolean.compare(isThere(one), isThere(other));
        }
        if (one.isNumber() && other.isNumber()) {
            return Long.compare(one.asNumber().longValue(), other.asNumber().longValue());
        }
        return switch (one.getBsonType()) {
            case STRING -> one.asString().getValue().compareTo(other.asString().getValue());
            case DATE_TIME ->
                Long.compare(one.asDateTime().getValue(), other.asDateTime().getValue());
            case BOOLEAN -> BsonBoolean.valueOf(one.asBoolean().getValue()).compareTo(other.asBoolean());
            case OBJECT_ID -> one.asObjectId().compareTo(other.asObjectId());
            default -> throw new UnsupportedOperationException(one.getBsonType().name());
        };
    }

    private static boolean isThere(@Nullable BsonValue value) {
        return value != null && value.getBsonType() != BsonType.NULL;
    }

    /** A negative number where {@code one} comes before {@code other}. */
    static int inOrder(BsonDocument order, BsonDocument one, BsonDocument other) {
        for (var each : order.entrySet()) {
            int compared = compare(one.get(each.getKey()), other.get(each.getKey()))
                    * each.getValue().asNumber().intValue();
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    /** The document after an update; {@code isNew} where an upsert makes it. */
    static BsonDocument updated(BsonDocument document, BsonDocument update, boolean isNew) {
        var after = document.clone();
        update.forEach((operator, fields) -> {
            switch (operator) {
                case "$set" -> after.putAll(fields.asDocument());
                case "$inc" ->
                    fields.asDocument()
                            .forEach((field, by) -> after.put(
                                    field,
                                    new BsonInt64(after.getNumber(field, new BsonInt64(0))
                                                    .longValue()
                                            + by.asNumber().longValue())));
                case "$min" -> fields.asDocument().forEach((path, value) -> least(after, path, value));
                case "$unset" -> fields.asDocument().keySet().forEach(after::remove);
                case "$setOnInsert" -> {
                    if (isNew) {
                        after.putAll(fields.asDocument());
                    }
                }
                default -> throw new UnsupportedOperationException(operator);
            }
        });
        return after;
    }

    /** The smaller of what is there and a value, at a path of names. */
    private static void least(BsonDocument document, String path, BsonValue value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            document.merge(path, value, (there, other) -> compare(other, there) < 0 ? other : there);
            return;
        }
        var name = path.substring(0, dot);
        var inner = document.containsKey(name) ? document.getDocument(name).clone() : new BsonDocument();
        least(inner, path.substring(dot + 1), value);
        document.put(name, inner);
    }

    /** What identifies a document by some of its fields. */
    static List<BsonValue> key(List<String> fields, BsonDocument document) {
        return fields.stream()
                .map(field -> document.containsKey(field) ? document.get(field) : BsonNull.VALUE)
                .toList();
    }
}
