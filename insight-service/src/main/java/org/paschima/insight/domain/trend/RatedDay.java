package org.paschima.insight.domain.trend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.TensionCell;

/** The ratings of a subject on a local day that has any. */
record RatedDay(LocalDate date, SortedMap<CellKey, TensionCell> cells) {

    /** In order. */
    static List<RatedDay> of(Trend.Subject subject, SortedMap<LocalDate, DayCells> days) {
        var rated = new ArrayList<RatedDay>(days.size());
        days.forEach((date, cells) -> {
            var ofDay = subject.rated(cells);
            if (!ofDay.isEmpty()) {
                rated.add(new RatedDay(date, ofDay));
            }
        });
        return rated;
    }

    /** Of each of several subjects the same, in one walk: a day is not looked through as often as there are regions. */
    static List<List<RatedDay>> ofEach(List<Trend.Subject.Regions> subjects, SortedMap<LocalDate, DayCells> days) {
        var each = subjects.stream().map(Gathering::new).toList();
        var byRegion = new HashMap<String, List<Gathering>>();
        for (var gathering : each) {
            for (var region : gathering.subject.regions()) {
                byRegion.computeIfAbsent(region, _ -> new ArrayList<>()).add(gathering);
            }
        }
        days.forEach((date, cells) -> {
            gather(date, false, cells.tension(), byRegion);
            gather(date, true, cells.pain(), byRegion);
        });
        return each.stream().map(Gathering::rated).toList();
    }

    private static void gather(
            LocalDate date,
            boolean pain,
            SortedMap<CellKey, TensionCell> cells,
            Map<String, List<Gathering>> byRegion) {
        cells.forEach((key, cell) -> {
            for (var gathering : byRegion.getOrDefault(key.region(), List.of())) {
                if (gathering.subject.pain() == pain && gathering.subject.has(key)) {
                    gathering.add(date, key, cell);
                }
            }
        });
    }

    private static final class Gathering {
        private final Trend.Subject.Regions subject;
        private final List<RatedDay> rated = new ArrayList<>();

        Gathering(Trend.Subject.Regions subject) {
            this.subject = subject;
        }

        void add(LocalDate date, CellKey key, TensionCell cell) {
            if (rated.isEmpty() || !rated.getLast().date().equals(date)) {
                rated.add(new RatedDay(date, new TreeMap<>()));
            }
            rated.getLast().cells().put(key, cell);
        }

        List<RatedDay> rated() {
            return rated;
        }
    }
}
