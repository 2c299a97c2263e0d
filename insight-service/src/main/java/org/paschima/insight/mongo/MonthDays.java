package org.paschima.insight.mongo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.RecordId;
import org.paschima.contract.ZoneNames;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.DayDerivation;
import org.paschima.insight.mongo.MonthDocuments.Page;
import org.paschima.insight.mongo.MonthDocuments.Piece;
import org.paschima.insight.mongo.NamePieces.Name;
import org.paschima.insight.mongo.NamePieces.Place;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.LastDay;

/** The days of a range, put together from the pages of one member's months. Used once, by one thread. */
final class MonthDays implements NamePieces.Reader {

    private static final int MOST_DAYS = 31;

    private static final Comparator<Place> BY_TIME = Comparator.<Place>comparingLong(
                    place -> place.second() * 1_000 + place.nanos() / 1_000_000)
            .thenComparingInt(Place::hour)
            .thenComparingInt(Place::nanos)
            .thenComparing(Place::tie);

    private final LocalDate from;
    private final LocalDate to;
    private final Set<DayPart> parts;
    private final Revision revision = new Revision();
    private final List<Page> pages = new ArrayList<>();
    private final List<Name> names = new ArrayList<>();
    private final Set<String> sources = new HashSet<>();
    private final SortedMap<LocalDate, DayDerivation> days = new TreeMap<>();
    private @Nullable Place latest;
    private long end;

    MonthDays(LocalDate from, LocalDate to, Set<DayPart> parts) {
        this.from = from;
        this.to = to;
        this.parts = parts;
    }

    void add(Page page) {
        revision.add(page);
        pages.add(page);
        NamePieces.read(page, this);
    }

    @Override
    public void name(Name name) {
        if (isWithin(name.bucket().localDate())) {
            names.add(name);
            sources.add(name.id().source());
        }
    }

    @Override
    public void place(Place place) {
        if (isWithin(place.date())) {
            days.computeIfAbsent(place.date(), _ -> new DayDerivation());
        }
        if (place.date().isAfter(to)) {
            return;
        }
        int byDate = latest == null ? 1 : place.date().compareTo(latest.date());
        if (byDate > 0) {
            latest = place;
            end = place.end();
        } else if (byDate == 0) {
            latest = BY_TIME.compare(place, latest) > 0 ? place : latest;
            end = Math.max(end, place.end());
        }
    }

    private boolean isWithin(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(to);
    }

    Revision revision() {
        return revision;
    }

    /** The last day up to the end of the range that is in these months. */
    Optional<LastDay> lastDay() {
        return latest == null
                ? Optional.empty()
                : Optional.of(new LastDay(latest.date(), ZoneNames.known(latest.zone()), Instant.ofEpochMilli(end)));
    }

    /** The records, in no order; of those that only instruments made, if their checks were read. */
    List<Name> names() {
        return names;
    }

    /** The records that may be the same thing told by two sources, and so have to be looked at. */
    List<List<Name>> alike() {
        if (sources.size() < 2) {
            return List.of();
        }
        record Occasion(Object bucket, Object kind, long second) {}
        var alike = new HashMap<Occasion, List<Name>>();
        for (var name : names) {
            alike.computeIfAbsent(new Occasion(name.bucket(), name.kind(), name.second()), _ -> new ArrayList<>())
                    .add(name);
        }
        return alike.values().stream()
                .filter(group -> group.stream()
                                .map(name -> name.id().source())
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    /**
     * The cells of each day on which something survives.
     *
     * @param counted of records that do not count themselves, the one that counts in their place
     * @param isNamed whether records are named in them
     */
    SortedMap<LocalDate, DayCells> cells(Map<RecordId, RecordId> counted, boolean isNamed) {
        var silent = new HashSet<Long>();
        for (var name : names) {
            var sameAs = counted.get(name.id());
            if (sameAs != null) {
                silent.add(name.offset());
            }
            if (isNamed) {
                day(name).named(new DayCells.RecordRef(name.id(), name.kind(), name.version(), sameAs));
            }
        }
        for (var page : pages) {
            var ofMonth = new DayDerivation[MOST_DAYS + 1];
            var month = page.month().month();
            days.subMap(month.atDay(1), month.plusMonths(1).atDay(1))
                    .forEach((date, day) -> ofMonth[date.getDayOfMonth()] = day);
            read(page, ofMonth, silent);
        }
        var cells = new TreeMap<LocalDate, DayCells>();
        days.forEach((date, day) -> cells.put(date, day.cells()));
        return cells;
    }

    private DayDerivation day(Name name) {
        return days.computeIfAbsent(name.bucket().localDate(), _ -> new DayDerivation());
    }

    private void read(Page page, @Nullable DayDerivation[] ofMonth, Set<Long> silent) {
        if (parts.contains(DayPart.RATINGS)) {
            each(page.pieces(Part.RATINGS), ofMonth, silent, RatingPieces::read);
        }
        if (parts.contains(DayPart.SESSIONS)) {
            each(page.pieces(Part.SESSIONS), ofMonth, silent, (piece, day) -> day.session(SessionPieces.read(piece)));
        }
        boolean areChecks = parts.contains(DayPart.CHECKS);
        each(page.pieces(Part.CHECKS), ofMonth, silent, (piece, day) -> check(piece, day, areChecks));
        each(
                page.pieces(Part.COMFORTABLE),
                ofMonth,
                silent,
                (piece, day) -> check(piece, day, areChecks || parts.contains(DayPart.COMFORTABLE_CHECKS)));
    }

    private void check(PieceReader piece, DayDerivation day, boolean isItself) {
        piece.number(); // its version
        var check = CheckPieces.read(piece);
        if (isItself) {
            day.check(check);
        }
        if (parts.contains(DayPart.MEASURES)) {
            day.measures(check);
        }
        if (parts.contains(DayPart.POSTURE)) {
            day.posture(check);
        }
    }

    private interface Reading {
        void read(PieceReader piece, DayDerivation day);
    }

    private static void each(List<Piece> pieces, @Nullable DayDerivation[] ofMonth, Set<Long> silent, Reading reading) {
        for (var piece : pieces) {
            var bytes = piece.reader();
            var head = PieceHead.read(bytes);
            var day = ofMonth[head.day()];
            if (day != null && !silent.contains(head.offset())) {
                reading.read(bytes, day);
            }
        }
    }
}
