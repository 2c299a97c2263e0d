package org.paschima.contract.codec;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.catalog.Activity;
import org.paschima.contract.json.Fields;

/**
 * Reads the segments of a practice. What the catalogue does not describe is kept as another practice: what says so, what is
 * named by a well-known word alone ({@code yoga}), and what took longer than any practice of the catalogue is meant to.
 */
final class SegmentReader {

    /** What a practice of the catalogue takes at most; longer, it is something else than what others are compared with. */
    static final int MOST_MINUTES = 240;

    static final int MAX_LABEL = 100;
    static final int MAX_CUES = 20;

    private SegmentReader() {}

    static @Nullable Segment read(Fields fields) {
        fields.require("practice");
        var practice = fields.code("practice", SegmentReader::isKnown, knownOnes());
        fields.require("minutes");
        var minutes = minutes(fields, practice);
        var side = RecordReader.side(fields);
        var armVariation = fields.code(
                "armVariation",
                arms -> practice == null || allowsArms(practice, arms),
                "the arm variations of this practice in the catalogue");
        var cues = fields.codes("cues", MAX_CUES, RecordReader.CATALOG::hasCue, "the cues of the catalogue");
        var breathRate = fields.number("breathRate", 3, 40);
        var activity = fields.code("activity", RecordReader.CATALOG::hasActivity, activities());
        var label = fields.text("label", MAX_LABEL);
        if (practice == null || minutes == null) {
            return null;
        }
        if (!fields.isStrict()) {
            return new Segment(practice, minutes, side, armVariation, cues, breathRate, activity, label);
        }
        if (RecordReader.CATALOG.hasPractice(practice)) {
            onlyOfOther(fields, "activity");
            onlyOfOther(fields, "label");
            if (minutes <= MOST_MINUTES) {
                return new Segment(practice, minutes, side, armVariation, cues, breathRate);
            }
            keptAsOther(fields, practice + " for more than " + MOST_MINUTES + " minutes");
            return new Segment(Segment.OTHER, minutes, side, armVariation, cues, breathRate, null, practice);
        }
        if (practice.equals(Segment.OTHER)) {
            return new Segment(practice, minutes, side, armVariation, cues, breathRate, activity, label);
        }
        if (activity != null && !activity.equals(practice)) {
            fields.problem("activity", "CONFLICT", "activity differs from practice; make practice \"other\"");
        }
        keptAsOther(fields, practice);
        return new Segment(Segment.OTHER, minutes, side, armVariation, cues, breathRate, practice, label);
    }

    private static @Nullable Double minutes(Fields fields, @Nullable String practice) {
        boolean isOfCatalogue = practice != null && RecordReader.CATALOG.hasPractice(practice);
        return fields.numberAbove(
                "minutes",
                0,
                Segment.MOST_MINUTES,
                isOfCatalogue
                        ? "above 0, at most " + MOST_MINUTES + " (longer, up to " + Segment.MOST_MINUTES
                                + ", it is kept as practice \"other\")"
                        : "above 0, at most " + Segment.MOST_MINUTES);
    }

    private static void onlyOfOther(Fields fields, String name) {
        if (fields.has(name)) {
            fields.problem(name, "NOT_APPLICABLE", name + " belongs to practice \"other\"; leave it out here");
        }
    }

    private static void keptAsOther(Fields fields, String what) {
        fields.warn(
                "practice",
                "KEPT_AS_OTHER",
                what
                        + " is kept as another practice: it counts as practice, and nothing is concluded about what it does");
    }

    private static boolean isKnown(String practice) {
        return RecordReader.CATALOG.hasPractice(practice)
                || practice.equals(Segment.OTHER)
                || RecordReader.CATALOG.hasActivity(practice);
    }

    static boolean allowsArms(String practice, String arms) {
        return RecordReader.CATALOG
                .practice(practice)
                .map(known -> known.armVariations().contains(arms))
                .orElseGet(() -> RecordReader.CATALOG.hasArmVariation(arms));
    }

    private static String knownOnes() {
        return "the practices of the catalogue; what is none of them is practice \"other\", with a label of your own and"
                + " an activity, which is one of " + activities();
    }

    private static String activities() {
        return RecordReader.CATALOG.activities().stream().map(Activity::id).collect(Collectors.joining(", "));
    }
}
