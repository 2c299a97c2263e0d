package org.paschima.insight.mongo;

import java.time.LocalDate;
import java.util.ArrayList;
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
import org.paschima.insight.domain.day.CellLayout;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.DayDerivation;
import org.paschima.insight.mongo.MonthDocuments.Page;
import org.paschima.insight.mongo.MonthDocuments.Piece;
import org.paschima.insight.mongo.NamePieces.Name;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.LastDay;

/** The days of a range, put together from the pages of one member's months. Used once, by one thread. */
final class MonthDays {

    private static final int MOST_DAYS = 31;

    private final LocalDate from;
    private final LocalDate to;
    private final Set<DayPart> parts;
    private final RatedCells rated;
    private final PageScan scan;
    private final Revision revision = new Revision();
    private final List<Page> pages = new ArrayList<>();
    private @Nullable List<Name> names;

    MonthDays(LocalDate from, LocalDate to, Set<DayPart> parts) {
        this(from, to, parts, Set.of());
    }

    /**
     * @param regions of ratings, those that are wanted; empty for all
     */
    MonthDays(LocalDate from, LocalDate to, Set<DayPart> parts, Set<String> regions) {
        this.from = from;
        this.to = to;
        this.parts = parts;
        this.rated = new RatedCells(regions);
        this.scan = new PageScan(from, to);
    }

    void add(Page page) {
        revision.add(page);
        pages.add(page);
        scan.add(page);
    }

    Revision revision() {
        return revision;
    }

    /** The last day up to the end of the range that is in these months. */
    Optional<LastDay> lastDay() {
        return scan.lastDay();
    }

    /** The records, in no order; of those that only instruments made, if their checks were read. */
    List<Name> names() {
        var read = names;
        if (read == null) {
            read = new ArrayList<>();
            for (var page : pages) {
                NamePieces.read(page, read::add);
            }
            read.removeIf(name -> !isWithin(name.bucket().localDate()));
            names = read;
        }
        return read;
    }

    private boolean isWithin(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(to);
    }

    /** The records that may be the same thing told by two sources, and so have to be looked at. */
    List<List<Name>> alike() {
        if (!scan.isOfSeveralSources()) {
            return List.of();
        }
        record Occasion(Object bucket, Object kind, long second) {}
        var alike = new HashMap<Occasion, List<Name>>();
        for (var name : names()) {
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
        var days = new TreeMap<LocalDate, DayDerivation>();
        var tension = new CellLayout();
        var pain = new CellLayout();
        scan.days().forEach(date -> days.computeIfAbsent(date, _ -> new DayDerivation(tension, pain)));
        var silent = new HashSet<Long>();
        if (isNamed || !counted.isEmpty()) {
            for (var name : names()) {
                var sameAs = counted.get(name.id());
                if (sameAs != null) {
                    silent.add(name.offset());
                }
                if (isNamed) {
                    days.computeIfAbsent(name.bucket().localDate(), _ -> new DayDerivation(tension, pain))
                            .named(new DayCells.RecordRef(name.id(), name.kind(), name.version(), sameAs));
                }
            }
        }
        for (var page : pages) {
            var ofMonth = new DayDerivation[MOST_DAYS + 1];
            var month = page.yearMonth();
            days.subMap(month.atDay(1), month.plusMonths(1).atDay(1))
                    .forEach((date, day) -> ofMonth[date.getDayOfMonth()] = day);
            read(page, ofMonth, silent);
        }
        var cells = new TreeMap<LocalDate, DayCells>();
        days.forEach((date, day) -> cells.put(date, day.cells()));
        return cells;
    }

    private void read(Page page, @Nullable DayDerivation[] ofMonth, Set<Long> silent) {
        if (parts.contains(DayPart.RATINGS)) {
            each(page.pieces(Part.RATINGS), ofMonth, silent, (piece, day) -> RatingPieces.read(piece, day, rated));
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
