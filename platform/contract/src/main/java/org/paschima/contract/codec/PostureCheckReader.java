package org.paschima.contract.codec;

import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord.Breath;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Tadasana;
import org.paschima.contract.Method;
import org.paschima.contract.Position;
import org.paschima.contract.RecordHead;
import org.paschima.contract.Side;
import org.paschima.contract.json.Fields;

/** Reads posture checks (api §2, ranges and what a measured value must say about itself: domain.md §1.1). */
final class PostureCheckReader {

    static final int MAX_OBSERVATIONS = 100;
    static final int MAX_NAME = 64;

    private PostureCheckReader() {}

    static @Nullable PostureCheck read(Fields fields, @Nullable RecordHead head) {
        var position = fields.oneOf("position", Position.values(), Position::wire);
        var context = fields.code("context", RecordReader.CATALOG::hasContext, "the contexts of the catalogue");
        var felt = felt(fields.object("felt"));
        var tadasana = tadasana(fields.object("tadasana"));
        var observations = fields.objects("observations", MAX_OBSERVATIONS, PostureCheckReader::observation);
        var breath = breath(fields.object("breath"));
        var tension = RecordReader.tension(fields, "tension");
        var comfortable = fields.bool("comfortable");
        if (fields.isStrict()) {
            requireSomething(fields);
            if (!observations.isEmpty() && position == null && !fields.has("position")) {
                fields.problem("position", "REQUIRED", "observations need a position: sitting, standing or lying");
            }
        }
        if (head == null) {
            return null;
        }
        return new PostureCheck(head, position, context, felt, tadasana, observations, breath, tension, comfortable);
    }

    private static void requireSomething(Fields fields) {
        boolean nothing = !fields.has("felt")
                && !fields.has("tadasana")
                && !fields.has("breath")
                && fields.items("observations", MAX_OBSERVATIONS).isEmpty()
                && fields.items("tension", MAX_OBSERVATIONS).isEmpty();
        if (nothing) {
            fields.problem(
                    "felt",
                    "REQUIRED",
                    "a posture check holds at least one of felt, tadasana, observations, breath, tension");
        }
    }

    private static @Nullable Felt felt(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        var felt = new Felt(fields.integer("frontBack", -3, 3), fields.integer("sideSide", -3, 3));
        needsOne(fields, "frontBack", "sideSide");
        return felt;
    }

    private static @Nullable Tadasana tadasana(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        var tadasana = new Tadasana(
                fields.integer("ears", -2, 2),
                fields.integer("shoulders", -2, 2),
                fields.integer("hips", -2, 2),
                fields.integer("ankles", -2, 2));
        needsOne(fields, "ears", "shoulders", "hips", "ankles");
        return tadasana;
    }

    private static @Nullable Breath breath(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        var breath = new Breath(fields.number("rate", 3, 40), fields.integer("backAwareness", 0, 4));
        needsOne(fields, "rate", "backAwareness");
        return breath;
    }

    private static void needsOne(Fields fields, String... names) {
        fields.end();
        if (fields.isStrict()) {
            for (var name : names) {
                if (fields.has(name)) {
                    return;
                }
            }
            fields.problem(names[0], "REQUIRED", "at least one of " + String.join(", ", names) + " is required");
        }
    }

    private static @Nullable Observation observation(Fields fields) {
        fields.require("measure");
        var measureId = fields.text("measure", MAX_NAME);
        var measure = measureId == null
                ? null
                : RecordReader.CATALOG.measure(measureId).orElse(null);
        if (measureId != null && measure == null && fields.isStrict()) {
            fields.problem("measure", "UNKNOWN_VALUE", "this measure is not in the catalogue");
        }
        fields.require("value");
        // A measure that only a newer writer knows keeps its value; it takes part in nothing here.
        var value = measure == null
                ? fields.number("value", -1e9, 1e9)
                : fields.number("value", measure.min(), measure.max(), measure.integer());
        fields.require("method");
        var method = fields.oneOf("method", Method.values(), Method::wire);
        var side = RecordReader.side(fields);
        if (fields.isStrict() && measure != null && measure.sided() && side == Side.BOTH) {
            fields.problem("side", "REQUIRED", measure.id() + " is seen on one side: left or right");
        }
        var instrument = fields.text("instrument", MAX_NAME);
        var quality = fields.number("quality", 0, 1);
        if (measureId == null || value == null || method == null) {
            return null;
        }
        return new Observation(measureId, value, method, side, instrument, quality);
    }
}
