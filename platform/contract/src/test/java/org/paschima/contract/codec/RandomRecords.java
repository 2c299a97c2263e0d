package org.paschima.contract.codec;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Breath;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.Tadasana;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Method;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.catalog.Activity;
import org.paschima.contract.catalog.ArmVariation;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Context;
import org.paschima.contract.catalog.Cue;
import org.paschima.contract.catalog.PosePractice;
import org.paschima.contract.catalog.Region;

/** Records of all kinds, each with any of its fields or without; some say what only a strict reader refuses. */
final class RandomRecords {

    /** No record is of later than this. */
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static final Catalog CATALOG = Catalog.v1();
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "UTC", "Asia/Kolkata", "+05:30", "America/Argentina/Buenos_Aires", "EST5EDT");

    private final Random random;

    RandomRecords(Random random) {
        this.random = random;
    }

    MemberRecord next() {
        return switch (random.nextInt(7)) {
            case 0, 1 -> practice();
            case 2, 3 -> postureCheck();
            case 4, 5 -> tensionReport();
            default ->
                new SymptomReport(
                        head(),
                        list(3, _ -> new Symptom("tingling", maybe(() -> any(Side.values())), null, null)),
                        maybe(() -> any(Statement.values())));
        };
    }

    private RecordHead head() {
        var zone = ZoneId.of(any(ZONES));
        var at = NOW.minusSeconds(random.nextInt(800_000_000)).minusNanos(random.nextInt(4) == 0 ? 1_000_000 : 0);
        var dayStart = random.nextBoolean() ? LocalTime.MIDNIGHT : LocalTime.of(random.nextInt(6), random.nextInt(60));
        var id = new RecordId(any(List.of("app", "watch_2", "A.b-c")), "r-" + random.nextInt(100_000));
        long version = random.nextInt(5) == 0 ? NOW.toEpochMilli() - random.nextInt() : random.nextInt(4);
        var offset = random.nextBoolean() ? zone : ZoneOffset.UTC;
        return new RecordHead(
                id, version, at.atZone(offset).toOffsetDateTime(), zone, dayStart, LocalDays.of(at, zone, dayStart));
    }

    private Practice practice() {
        var head = head();
        return new Practice(
                head,
                maybe(() -> head.at().plusSeconds(random.nextInt(-1, 5_000))),
                any(CATALOG.contexts(), Context::id),
                any(Moment.values()),
                list(4, _ -> segment()),
                maybe(this::ratings),
                maybe(this::ratings),
                random.nextBoolean(),
                distinct(3, List.of("painkiller", "heat", "massage")),
                maybe(this::words));
    }

    private Segment segment() {
        boolean isOther = random.nextInt(5) == 0;
        return new Segment(
                isOther ? Segment.OTHER : any(CATALOG.practices(), PosePractice::id),
                random.nextBoolean() ? 1 + random.nextInt(60) : positive(300),
                any(Side.values()),
                maybe(() -> any(CATALOG.armVariations(), ArmVariation::id)),
                distinct(3, CATALOG.cues().stream().map(Cue::id).toList()),
                maybe(() -> between(3, 40)),
                random.nextInt(isOther ? 2 : 9) == 0 ? any(CATALOG.activities(), Activity::id) : null,
                random.nextInt(isOther ? 2 : 9) == 0 ? words() : null);
    }

    private Ratings ratings() {
        return new Ratings(tension(3), maybe(() -> random.nextInt(11)), maybe(() -> random.nextInt(11)));
    }

    private PostureCheck postureCheck() {
        return new PostureCheck(
                head(),
                maybe(() -> any(Position.values())),
                maybe(() -> any(CATALOG.contexts(), Context::id)),
                maybe(() -> new Felt(maybe(() -> random.nextInt(-3, 4)), maybe(() -> random.nextInt(-3, 4)))),
                maybe(() -> new Tadasana(
                        maybe(() -> random.nextInt(-2, 3)),
                        maybe(() -> random.nextInt(-2, 3)),
                        maybe(() -> random.nextInt(-2, 3)),
                        maybe(() -> random.nextInt(-2, 3)))),
                list(3, _ -> observation()),
                maybe(() -> new Breath(maybe(() -> between(3, 40)), maybe(() -> random.nextInt(5)))),
                tension(3),
                maybe(random::nextBoolean));
    }

    private Observation observation() {
        var measure = any(CATALOG.measures());
        double value = between(measure.min(), measure.max());
        return new Observation(
                measure.id(),
                measure.integer() ? Math.rint(value) : value,
                any(Method.values()),
                any(Side.values()),
                maybe(this::words),
                maybe(random::nextDouble));
    }

    private TensionReport tensionReport() {
        return new TensionReport(
                head(), tension(12), maybe(() -> random.nextInt(11)), tension(2), any(Moment.values()));
    }

    private List<Tension> tension(int most) {
        var regions = distinct(most, CATALOG.regions().stream().map(Region::id).toList());
        return regions.stream()
                .map(region -> new Tension(region, any(Side.values()), random.nextInt(Tension.MAX + 1)))
                .toList();
    }

    /** Whole, with a digit or two after the point, or with as many as a double has. */
    private double between(double min, double max) {
        double value = random.nextDouble(min, max);
        double scale = any(List.of(1.0, 10.0, 100.0, 0.0));
        return scale == 0 ? value : Math.clamp(Math.rint(value * scale) / scale, min, max);
    }

    private double positive(double max) {
        return Math.max(0.1, between(0, max));
    }

    private String words() {
        return any(List.of("after a long day", "", "steif, müde", "a \"quote\" and a \\ and a\ttab", "🌿"));
    }

    private <T> List<T> list(int most, IntFunction<T> item) {
        var items = new ArrayList<T>();
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            items.add(item.apply(count));
        }
        return items;
    }

    private <T> List<T> distinct(int most, List<T> from) {
        var left = new ArrayList<>(from);
        return list(Math.min(most, left.size()), _ -> left.remove(random.nextInt(left.size())));
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> String any(List<T> values, Function<T, String> id) {
        return id.apply(any(values));
    }
}
