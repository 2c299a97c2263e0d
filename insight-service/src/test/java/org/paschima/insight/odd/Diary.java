package org.paschima.insight.odd;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Writes what one member notes; days are counted back from the last, which is 0. */
public final class Diary {

    /** A Sunday. */
    public static final LocalDate LAST = LocalDate.of(2026, 2, 15);

    private final String name;
    private final Random random;
    private final List<Entry> entries = new ArrayList<>();
    private String region = "neck";
    private String side = "both";
    private double hour = 10;

    Diary(String name) {
        this.name = name;
        this.random = new Random(name.hashCode());
    }

    public String name() {
        return name;
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    Random random() {
        return random;
    }

    Diary of(String otherRegion) {
        region = otherRegion;
        return this;
    }

    Diary on(String otherSide) {
        side = otherSide;
        return this;
    }

    Diary at(double otherHour) {
        hour = otherHour;
        return this;
    }

    static LocalDateTime time(int back, double hour) {
        return LAST.minusDays(back).atStartOfDay().plusSeconds(Math.round(hour * 3600));
    }

    static DayOfWeek weekday(int back) {
        return LAST.minusDays(back).getDayOfWeek();
    }

    Diary rates(int back, double value) {
        return rates(time(back, hour), value, "app");
    }

    Diary rates(LocalDateTime at, double value, String source) {
        entries.add(new Entry.Rated(at, List.of(new Entry.Felt(region, side, scale(value))), List.of(), source));
        return this;
    }

    Diary rates(int back, List<Entry.Felt> tension, List<Entry.Felt> pain) {
        entries.add(new Entry.Rated(time(back, hour), tension, pain, "app"));
        return this;
    }

    /** Each of the days from so far back on, the last included, if it is one of those. */
    Diary rates(int from, IntPredicate days, IntToDoubleFunction value) {
        for (int back = from; back >= 0; back--) {
            if (days.test(back)) {
                rates(back, value.applyAsDouble(back));
            }
        }
        return this;
    }

    Diary daily(int from, IntToDoubleFunction value) {
        return rates(from, _ -> true, value);
    }

    Diary practises(int back, double at, String practice, @Nullable Integer before, @Nullable Integer after) {
        entries.add(new Entry.Practised(time(back, at), 10, practice, before, after));
        return this;
    }

    Diary checks(int back, int frontBack, int sideSide) {
        entries.add(new Entry.Checked(time(back, 11), frontBack, sideSide));
        return this;
    }

    double noise(double sd) {
        return sd * random.nextGaussian();
    }

    static int scale(double value) {
        return Math.clamp(Math.round(value), 0, 10);
    }
}
