package org.paschima.notify.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The decision points that must have been decided between two calm moments, the clock running on between them: wall times
 * of slots that were lived through where the member was, while the plan had the slot and the member agreed, and as long
 * as both went on until all was calm again.
 *
 * @param before how many facts there were at the first of the moments
 */
record Due(List<Told> facts, IntFunction<Life> lives, int before, Instant from, Instant until) {

    List<MemberJudge.Point> points() {
        var points = new ArrayList<MemberJudge.Point>();
        if (lives.apply(before).profile == null || !isInOrder()) {
            return points;
        }
        for (int known = before; known <= facts.size(); known++) {
            var begin = known == before ? from : told(known - 1);
            var end = known == facts.size() ? until.plusNanos(1) : told(known);
            if (begin.isBefore(end)) {
                add(points, known, begin, end);
            }
        }
        return points;
    }

    /** An entry that is repeated after the clock was set back was written at a time that is still to come. */
    private Instant told(int which) {
        var written = facts.get(which).written;
        return written.isAfter(until) ? until : written;
    }

    private boolean isInOrder() {
        var last = from;
        for (int which = before; which < facts.size(); which++) {
            if (told(which).isBefore(last)) {
                return false;
            }
            last = told(which);
        }
        return true;
    }

    private void add(List<MemberJudge.Point> points, int known, Instant begin, Instant end) {
        var life = lives.apply(known);
        var profile = life.profile;
        if (!life.agrees() || profile == null) {
            return;
        }
        var zone = life.stays.getLast().zone();
        for (var date = Calendar.dateAt(begin, zone).minusDays(1);
                !date.isAfter(Calendar.dateAt(end, zone).plusDays(1));
                date = date.plusDays(1)) {
            for (var slot : life.plan.slots()) {
                var at = Calendar.instantOf(date, slot, zone);
                boolean isLived = known == before ? at.isAfter(begin) : !at.isBefore(begin);
                // A time that was skipped lies on another time of its day, or on another day.
                if (isLived
                        && at.isBefore(end)
                        && !Calendar.isSkipped(date, slot, zone)
                        && isOneWherever(life, date, slot)
                        && goesOn(known, date, slot, at)) {
                    points.add(new MemberJudge.Point(date, slot, zone, at));
                }
            }
        }
    }

    /**
     * On the date of a journey the point may have been where the member came from, before the plan had it; then it was
     * none, and the date has no other.
     */
    private static boolean isOneWherever(Life life, LocalDate date, LocalTime slot) {
        var since = life.since(slot);
        return life.stays.stream()
                .noneMatch(stay -> Calendar.instantOf(date, slot, stay.zone()).isBefore(since));
    }

    private boolean goesOn(int known, LocalDate date, LocalTime slot, Instant at) {
        return IntStream.rangeClosed(known, facts.size())
                .mapToObj(lives)
                .allMatch(life -> life.agrees()
                        && Calendar.comesOn(date, slot, life.plan)
                        && !life.since(slot).isAfter(at));
    }
}
