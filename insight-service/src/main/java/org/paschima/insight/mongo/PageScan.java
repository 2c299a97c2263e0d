package org.paschima.insight.mongo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.RecordId;
import org.paschima.contract.ZoneNames;
import org.paschima.insight.mongo.MonthDocuments.Page;
import org.paschima.insight.mongo.MonthDocuments.Piece;
import org.paschima.insight.store.LastDay;

/**
 * What every question needs of a member's months: which days have records, whether more than one source made them, and the last day up to
 * the end of the range. Of a name it reads what these need and makes nothing of it: who has thousands of records in a month asks about few.
 */
final class PageScan {

    private static final int MILLIS = 1_000;
    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int AFTER_ANY_DAY = 32;

    private final LocalDate from;
    private final LocalDate to;
    private final List<LocalDate> days = new ArrayList<>();
    private byte @Nullable [] source;
    private boolean isOfSeveral;
    private @Nullable Latest latest;
    private long latestDay = Long.MIN_VALUE;
    private long end;

    PageScan(LocalDate from, LocalDate to) {
        this.from = from;
        this.to = to;
    }

    /** The latest record of the latest day; its words are read only when they are asked for. */
    private record Latest(
            int hour,
            long second,
            int nanos,
            PieceReader zone,
            @Nullable PieceReader id) {

        boolean isBefore(Latest other) {
            int order = Long.compare(millis(), other.millis());
            order = order == 0 ? Integer.compare(hour, other.hour) : order;
            order = order == 0 ? Integer.compare(nanos, other.nanos) : order;
            return (order == 0 ? tieText().compareTo(other.tieText()) : order) < 0;
        }

        private long millis() {
            return second * MILLIS + nanos / NANOS_OF_MILLI;
        }

        /** Tells apart what was at the same instant: the id, or the zone of what has none. */
        private String tieText() {
            if (id == null) {
                return zone.peekText();
            }
            var bytes = id.copy();
            return new RecordId(bytes.text(), bytes.text()).id();
        }
    }

    void add(Page page) {
        var first = page.yearMonth().atDay(1);
        var scan = new OfPage(first.toEpochDay() - 1, dayOf(from, first), dayOf(to, first));
        scan.names(page.pieces(Part.NAMES));
        scan.places(page.pieces(Part.PLACES));
        if (page.isOfInstruments()) {
            scan.checks(page.pieces(Part.CHECKS));
            scan.checks(page.pieces(Part.COMFORTABLE));
        }
        for (int day = 1; day <= first.lengthOfMonth(); day++) {
            if ((scan.seen & 1 << day) != 0) {
                days.add(first.withDayOfMonth(day));
            }
        }
    }

    /** The day of this month that a date is; 0 of one before it, and one that no month has of one after it. */
    private static int dayOf(LocalDate date, LocalDate first) {
        return Math.clamp(date.toEpochDay() - first.toEpochDay() + 1, 0, AFTER_ANY_DAY);
    }

    /** One page while it is scanned; what came last is looked at first, since it is the latest most of the time. */
    private final class OfPage {
        private final long dayBefore;
        private final int first;
        private final int last;
        private int seen;

        OfPage(long dayBefore, int first, int last) {
            this.dayBefore = dayBefore;
            this.first = first;
            this.last = last;
        }

        void names(List<Piece> pieces) {
            for (int at = pieces.size() - 1; at >= 0; at--) {
                var bytes = pieces.get(at).reader();
                int day = PieceHead.read(bytes).day();
                bytes.octet(); // its kind
                bytes.number(); // its version
                var id = bytes.copy();
                source(bytes, day);
                bytes.skipText();
                place(bytes, day, id);
            }
        }

        void places(List<Piece> pieces) {
            for (int at = pieces.size() - 1; at >= 0; at--) {
                var bytes = pieces.get(at).reader();
                place(bytes, PieceHead.read(bytes).day(), null);
            }
        }

        void checks(List<Piece> pieces) {
            for (int at = 0; at < pieces.size() && !isOfSeveral; at++) {
                var bytes = pieces.get(at).reader();
                int day = PieceHead.read(bytes).day();
                bytes.number(); // its version
                source(bytes, day);
            }
        }

        private boolean isWithin(int day) {
            return first <= day && day <= last;
        }

        private void source(PieceReader bytes, int day) {
            if (!isOfSeveral && isWithin(day)) {
                var known = source;
                if (known == null) {
                    source = bytes.peekText().getBytes(StandardCharsets.UTF_8);
                } else {
                    isOfSeveral = !bytes.isNextText(known);
                }
            }
            bytes.skipText();
        }

        private void place(PieceReader bytes, int day, @Nullable PieceReader id) {
            if (isWithin(day)) {
                seen |= 1 << day;
            }
            long date = dayBefore + day;
            if (day > last || date < latestDay) {
                return;
            }
            int hour = bytes.octet() - 1;
            long second = bytes.signed();
            int nanos = bytes.count();
            long over = bytes.signed() + MILLIS * second;
            var place = new Latest(hour, second, nanos, bytes, id);
            var before = latest;
            if (date > latestDay || before == null) {
                latestDay = date;
                latest = place;
                end = over;
            } else {
                latest = before.isBefore(place) ? place : before;
                end = Math.max(end, over);
            }
        }
    }

    /** Those of the range, some of them more than once. */
    List<LocalDate> days() {
        return days;
    }

    /** Whether the names of the range that were read are of more than one source. */
    boolean isOfSeveralSources() {
        return isOfSeveral;
    }

    /** The last day up to the end of the range that is in these months. */
    Optional<LastDay> lastDay() {
        return latest == null
                ? Optional.empty()
                : Optional.of(new LastDay(
                        LocalDate.ofEpochDay(latestDay),
                        ZoneNames.known(latest.zone().peekText()),
                        Instant.ofEpochMilli(end)));
    }
}
