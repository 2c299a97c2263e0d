package org.paschima.contract.codec;

import static org.paschima.contract.codec.PlainName.NAMES;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord.Breath;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Tadasana;
import org.paschima.contract.Method;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.catalog.Activity;
import org.paschima.contract.catalog.ArmVariation;
import org.paschima.contract.catalog.Cue;
import org.paschima.contract.catalog.Measure;
import org.paschima.contract.catalog.PosePractice;
import org.paschima.contract.catalog.Region;
import org.paschima.contract.json.ByteCursor;
import org.paschima.contract.json.Known;

/** Reads the parts of records by a cursor, which is lost where a part is not plain. */
final class PlainParts {

    private static final Known<Side> SIDES = Known.of(Arrays.asList(Side.values()), Side::wire);
    private static final Known<Method> METHODS = Known.of(Arrays.asList(Method.values()), Method::wire);
    private static final Known<String> REGIONS =
            words(RecordReader.CATALOG.regions().stream().map(Region::id));
    private static final Known<String> PRACTICES = words(
            Stream.concat(RecordReader.CATALOG.practices().stream().map(PosePractice::id), Stream.of(Segment.OTHER)));
    private static final Known<String> ARM_VARIATIONS =
            words(RecordReader.CATALOG.armVariations().stream().map(ArmVariation::id));
    private static final Known<String> CUES =
            words(RecordReader.CATALOG.cues().stream().map(Cue::id));
    private static final Known<String> ACTIVITIES =
            words(RecordReader.CATALOG.activities().stream().map(Activity::id));
    private static final Known<Measure> MEASURES = Known.of(RecordReader.CATALOG.measures(), Measure::id);

    private PlainParts() {}

    static Known<String> words(Stream<String> words) {
        return Known.of(words.toList(), Function.identity());
    }

    static List<Tension> tension(ByteCursor cursor) {
        return items(cursor, RecordReader.MAX_RATINGS, PlainParts::rating, PlainParts::isRated);
    }

    private static boolean isRated(List<Tension> before, Tension rating) {
        for (var other : before) {
            if (other.region().equals(rating.region()) && other.side() == rating.side()) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Tension rating(ByteCursor cursor) {
        String region = null;
        Integer value = null;
        Side side = null;
        cursor.enterObject();
        for (var name = cursor.name(NAMES); name != null; name = cursor.name(NAMES)) {
            switch (name) {
                case REGION -> region = cursor.word(REGIONS);
                case SIDE -> side = cursor.word(SIDES);
                case VALUE -> value = cursor.integer(0, Tension.MAX);
                default -> cursor.lose();
            }
        }
        return region == null || value == null ? null : new Tension(region, orBoth(side), value);
    }

    private static Side orBoth(@Nullable Side side) {
        return side == null ? Side.BOTH : side;
    }

    static Ratings ratings(ByteCursor cursor) {
        List<Tension> tension = List.of();
        Integer stress = null;
        Integer mood = null;
        cursor.enterObject();
        for (var name = cursor.name(NAMES); name != null; name = cursor.name(NAMES)) {
            switch (name) {
                case TENSION -> tension = tension(cursor);
                case STRESS -> stress = cursor.integer(0, 10);
                case MOOD -> mood = cursor.integer(0, 10);
                default -> cursor.lose();
            }
        }
        return new Ratings(tension, stress, mood);
    }

    static List<Segment> segments(ByteCursor cursor) {
        return items(cursor, RecordReader.MAX_SEGMENTS, PlainParts::segment, (_, _) -> false);
    }

    private static @Nullable Segment segment(ByteCursor cursor) {
        String practice = null;
        Double minutes = null;
        Side side = null;
        String armVariation = null;
        List<String> cues = List.of();
        Double breathRate = null;
        String activity = null;
        String label = null;
        cursor.enterObject();
        for (var name = cursor.name(NAMES); name != null; name = cursor.name(NAMES)) {
            switch (name) {
                case PRACTICE -> practice = cursor.word(PRACTICES);
                case MINUTES -> minutes = cursor.number(0, Segment.MOST_MINUTES);
                case SIDE -> side = cursor.word(SIDES);
                case ARM_VARIATION -> armVariation = cursor.word(ARM_VARIATIONS);
                case CUES -> cues = words(cursor, CUES, SegmentReader.MAX_CUES);
                case BREATH_RATE -> breathRate = cursor.number(3, 40);
                case ACTIVITY -> activity = cursor.word(ACTIVITIES);
                case LABEL -> label = cursor.text(SegmentReader.MAX_LABEL);
                default -> cursor.lose();
            }
        }
        if (practice == null || minutes == null || minutes <= 0) {
            return null;
        }
        return new Segment(practice, minutes, orBoth(side), armVariation, cues, breathRate, activity, label);
    }

    /** Different words. */
    static List<String> words(ByteCursor cursor, Known<String> known, int most) {
        return items(cursor, most, items -> items.word(known), List::contains);
    }

    static Felt felt(ByteCursor cursor) {
        Integer frontBack = null;
        Integer sideSide = null;
        cursor.enterObject();
        for (var name = cursor.name(NAMES); name != null; name = cursor.name(NAMES)) {
            switch (name) {
                case FRONT_BACK -> frontBack = cursor.integer(-3, 3);
                case SIDE_SIDE -> sideSide = cursor.integer(-3, 3);
                default -> cursor.lose();
            }
        }
        needsOne(cursor, frontBack != null || sideSide != null);
        return new Felt(frontBack, sideSide);
    }

    static Tadasana tadasana(ByteCursor cursor) {
        Integer ears = null;
        Integer shoulders = null;
        Integer hips = null;
        Integer ankles = null;
        cursor.enterObject();
        for (var name = cursor.name(NAMES); name != null; name = cursor.name(NAMES)) {
            switch (name) {
                case EARS -> ears = cursor.integer(-2, 2);
                case SHOULDERS -> shoulders = cursor.integer(-2, 2);
                case HIPS -> hips = cursor.integer(-2, 2);
                case ANKLES -> ankles = cursor.integer(-2, 2);
                default -> cursor.lose();
            }
        }
        needsOne(cursor, ears != null || shoulders != null || hips != null || ankles != null);
        return new Tadasana(ears, shoulders, hips, ankles);
    }

    static Breath breath(ByteCursor cursor) {
        Double rate = null;
        Integer backAwareness = null;
        cursor.enterObject();
        for (var name = cursor.name(NAMES); name != null; name = cursor.name(NAMES)) {
            switch (name) {
                case RATE -> rate = cursor.number(3, 40);
                case BACK_AWARENESS -> backAwareness = cursor.integer(0, 4);
                default -> cursor.lose();
            }
        }
        needsOne(cursor, rate != null || backAwareness != null);
        return new Breath(rate, backAwareness);
    }

    /** A part that says nothing is refused of a request, and so is no plain one. */
    private static void needsOne(ByteCursor cursor, boolean isThere) {
        if (!isThere) {
            cursor.lose();
        }
    }

    static List<Observation> observations(ByteCursor cursor) {
        return items(cursor, PostureCheckReader.MAX_OBSERVATIONS, PlainParts::observation, (_, _) -> false);
    }

    private static @Nullable Observation observation(ByteCursor cursor) {
        Measure measure = null;
        Double value = null;
        Method method = null;
        Side side = null;
        String instrument = null;
        Double quality = null;
        cursor.enterObject();
        for (var name = cursor.name(NAMES); name != null; name = cursor.name(NAMES)) {
            switch (name) {
                case MEASURE -> measure = cursor.word(MEASURES);
                case VALUE -> value = cursor.number(-Double.MAX_VALUE, Double.MAX_VALUE);
                case METHOD -> method = cursor.word(METHODS);
                case SIDE -> side = cursor.word(SIDES);
                case INSTRUMENT -> instrument = cursor.text(PostureCheckReader.MAX_NAME);
                case QUALITY -> quality = cursor.number(0, 1);
                default -> cursor.lose();
            }
        }
        if (measure == null || value == null || method == null || !measure.accepts(value)) {
            return null;
        }
        return new Observation(measure.id(), value, method, orBoth(side), instrument, quality);
    }

    /** Whether an item may not follow those before it. */
    @FunctionalInterface
    private interface Repeats<T> {
        boolean isRepeated(List<T> before, T item);
    }

    /** An array of at most so many items; one that cannot be read (null) or is repeated loses the cursor. */
    private static <T> List<T> items(
            ByteCursor cursor, int most, Function<ByteCursor, @Nullable T> reader, Repeats<T> repeats) {
        cursor.enterArray();
        var items = new ArrayList<T>(4);
        while (cursor.hasItem()) {
            var item = reader.apply(cursor);
            if (item == null || items.size() == most || repeats.isRepeated(items, item)) {
                cursor.lose();
            } else {
                items.add(item);
            }
        }
        return items;
    }
}
