package org.paschima.simulator;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where a member is on each day: at home, or for some days of a few months in another zone (domain.md §6.2). */
final class Places {

    /** Zones that change their clocks, the awkward ones among them: half an hour, at midnight, in the south. */
    static final List<ZoneId> WITH_DST = zones(
            "Europe/Berlin",
            "Europe/Lisbon",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Santiago",
            "America/Havana");

    static final List<ZoneId> WITHOUT_DST = zones(
            "Asia/Kolkata",
            "Asia/Tokyo",
            "Asia/Singapore",
            "Asia/Kathmandu",
            "America/Bogota",
            "America/Sao_Paulo",
            "Africa/Lagos",
            "Pacific/Honolulu");

    private static final int MONTH = 30;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 14;

    private record Trip(int from, int to, ZoneId zone) {}

    private final LocalDate first;
    private final ZoneId home;
    private final List<Trip> trips = new ArrayList<>();

    Places(Model model, Streams streams, LocalDate first, int days) {
        this.first = first;
        this.home = home(model, streams.of(Aspect.ZONE));
        var random = streams.of(Aspect.TRAVEL);
        for (int month = 0; month * MONTH < days; month++) {
            boolean travels = Draws.happens(random, model.parameters().of(Parameter.TRAVEL_MONTHLY));
            int from = month * MONTH + random.nextInt(MONTH - LONGEST);
            int to = from + SHORTEST + random.nextInt(LONGEST - SHORTEST);
            var zone = Draws.one(random, Draws.happens(random, 0.5) ? WITH_DST : WITHOUT_DST);
            if (travels) {
                trips.add(new Trip(from, to, zone));
            }
        }
    }

    private static ZoneId home(Model model, RandomGenerator random) {
        if (!model.zones().isEmpty()) {
            return Draws.one(random, model.zones());
        }
        boolean dst = Draws.happens(random, model.parameters().of(Parameter.ZONE_DST_SHARE));
        return Draws.one(random, dst ? WITH_DST : WITHOUT_DST);
    }

    ZoneId home() {
        return home;
    }

    ZoneId on(LocalDate date) {
        long day = date.toEpochDay() - first.toEpochDay();
        for (var trip : trips) {
            if (day >= trip.from() && day < trip.to()) {
                return trip.zone();
            }
        }
        return home;
    }

    private static List<ZoneId> zones(String... names) {
        return java.util.Arrays.stream(names).map(ZoneId::of).toList();
    }
}
