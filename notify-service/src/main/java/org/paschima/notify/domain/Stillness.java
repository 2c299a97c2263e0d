package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeTriggers;
import org.paschima.contract.Position;
import org.paschima.contract.Receipt.Trigger;
import org.paschima.notify.domain.RememberedRecord.What.Felt;

/**
 * Whether posture checks show a long time without a change, or few changes over some hours, as insight has it (docs/adr/0011):
 * a change is another position, another side of neutral, or practice; between checks more than half an hour apart nothing was
 * observed. Used once, by one thread.
 *
 * <p>Only what goes on counts: a change takes away what it ended. Lying is rest, and brings nothing.
 */
final class Stillness {

    /** Checks further apart observe nothing between them. */
    static final Duration UNOBSERVED = Duration.ofMinutes(30);

    /** Variety is of so long. */
    static final Duration WINDOW = Duration.ofHours(4);

    /** With less than this observed in it nothing is said of variety. */
    static final Duration LEAST_OBSERVED = Duration.ofHours(2);

    /** What a clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /** Of checks that say the same so near each other the first is enough. */
    private static final long NEAR_SECONDS = 600;

    private static final int MOST_OBSERVED = 36;

    /** A check, or where a practice begins or ends. */
    private record Mark(
            Instant at,
            String id,
            Instant practisingUntil,
            @Nullable Position position,
            @Nullable Integer side) {
        boolean isCheck() {
            return position != null;
        }
    }

    private record Span(Instant from, Instant to) {}

    private static final Comparator<Mark> IN_ORDER =
            Comparator.comparing(Mark::at).thenComparing(Mark::id);

    private final List<Span> observed = new ArrayList<>();
    private final List<Instant> changes = new ArrayList<>();
    private @Nullable Position position;
    private @Nullable Integer side;
    private Instant stillSince = Instant.MIN;
    private Instant practisingUntil = Instant.MIN;

    /** When the checks began, in a row up to the last, to show few changes; null: they do not. */
    private @Nullable Triggered few;

    private Stillness() {}

    // --- what is remembered

    /** Whether positions are remembered: from when the plan asks for them on, and not those of a clock that is ahead. */
    static boolean isLookedFor(MemberState state, Instant at, Instant now) {
        return !state.settings().planOrDefault().triggers().isOff() && !at.isAfter(now.plus(AHEAD));
    }

    /** The checks that matter here: the newest, and of those that say the same within ten minutes the first. */
    static Set<RememberedRecord> observed(Collection<RememberedRecord> all) {
        record Said(long near, Position position, @Nullable Integer side) {}
        var said = new HashSet<Said>();
        var first = all.stream()
                .filter(each -> each.what() instanceof Felt(var _, var position) && position != null)
                .sorted(Comparator.comparing(RememberedRecord::at).thenComparing(RememberedRecord::rank))
                .filter(each -> each.what() instanceof Felt(var frontBack, var position)
                        && position != null
                        && said.add(new Said(
                                Math.floorDiv(each.at().getEpochSecond(), NEAR_SECONDS), position, side(frontBack))))
                .toList();
        return new HashSet<>(first.subList(Math.max(0, first.size() - MOST_OBSERVED), first.size()));
    }

    private static @Nullable Integer side(@Nullable Integer frontBack) {
        return frontBack == null ? null : (Integer) Integer.signum(frontBack);
    }

    // --- what it shows

    /**
     * What the last checks bring, under a plan that asks for it; at most one thing. Once the oldest are forgotten, where it began
     * may seem later than it was, so that only what came about just now is known.
     */
    static Optional<Triggered> shown(RecentRecords records, NudgeTriggers wanted) {
        var marks = marks(records);
        var last = marks.stream().filter(Mark::isCheck).reduce((_, later) -> later);
        if (last.isEmpty()
                || last.get().position() == Position.LYING
                || !last.get().equals(marks.getLast())) {
            return Optional.empty();
        }
        var lately = last.get().at().minus(UNOBSERVED);
        boolean isWhole = marks.stream().filter(Mark::isCheck).count() < MOST_OBSERVED;
        return new Stillness()
                .walk(marks, wanted)
                .filter(each -> isWhole || hasBegun(each, marks) || !each.at().isBefore(lately));
    }

    /** Whether it is remembered what was before it. */
    private static boolean hasBegun(Triggered shown, List<Mark> marks) {
        return shown.trigger() == Trigger.STATIC_BOUT && marks.getFirst().at().isBefore(shown.since());
    }

    private static List<Mark> marks(RecentRecords records) {
        var marks = new ArrayList<Mark>();
        records.byId().forEach((id, remembered) -> {
            if (remembered.what() instanceof Felt(var frontBack, var position) && position != null) {
                marks.add(new Mark(remembered.at(), id, Instant.MIN, position, side(frontBack)));
            }
        });
        if (marks.isEmpty()) {
            return marks;
        }
        for (var practice : records.practices()) {
            marks.add(new Mark(practice.start(), practice.record(), practice.end(), null, null));
            marks.add(new Mark(practice.end(), practice.record(), Instant.MIN, null, null));
        }
        marks.sort(IN_ORDER);
        return marks;
    }

    private Optional<Triggered> walk(List<Mark> marks, NudgeTriggers wanted) {
        begin(marks.getFirst());
        for (int i = 1; i < marks.size(); i++) {
            step(marks.get(i - 1).at(), marks.get(i));
            if (marks.get(i).isCheck()) {
                variety(marks.get(i));
            }
        }
        var bout = wanted.stillMinutes() == null
                ? Optional.<Triggered>empty()
                : bout(wanted.stillMinutes(), marks.getLast().at());
        return bout.isPresent() || !wanted.lowVariety() ? bout : Optional.ofNullable(few);
    }

    /** Reckoned from where it began, not from the check that shows it: which of these are remembered does not move it. */
    private Optional<Triggered> bout(int minutes, Instant end) {
        var at = stillSince.plus(Duration.ofMinutes(minutes));
        return at.isAfter(end)
                ? Optional.empty()
                : Optional.of(new Triggered(Trigger.STATIC_BOUT, at, stillSince, minutes, 0));
    }

    private void begin(Mark mark) {
        position = null;
        side = null;
        stillSince = mark.at();
        see(mark);
    }

    private void step(Instant before, Mark mark) {
        boolean isPractising = before.isBefore(practisingUntil);
        if (!isPractising && Duration.between(before, mark.at()).compareTo(UNOBSERVED) > 0) {
            begin(mark);
            return;
        }
        observed.add(new Span(before, mark.at()));
        if (see(mark) || isPractising) {
            stillSince = mark.at(); // practice is no stillness, whatever is seen in it
        }
    }

    /** Whether what is seen is another than before, or practice begins. */
    private boolean see(Mark mark) {
        boolean isChange = mark.practisingUntil().isAfter(mark.at());
        if (mark.practisingUntil().isAfter(practisingUntil)) {
            practisingUntil = mark.practisingUntil();
        }
        if (mark.isCheck()) {
            isChange |= position != null && position != mark.position();
            isChange |= side != null && mark.side() != null && !side.equals(mark.side());
            position = mark.position();
            side = mark.side() == null ? side : mark.side();
        }
        if (isChange) {
            changes.add(mark.at());
        }
        return isChange;
    }

    /** Fewer than one an hour of what was observed within the window that ends with this check. */
    private void variety(Mark check) {
        var from = check.at().minus(WINDOW);
        var seen = Duration.ZERO;
        var since = check.at();
        for (var span : observed) {
            var begin = span.from().isBefore(from) ? from : span.from();
            if (span.to().isAfter(begin)) {
                seen = seen.plus(Duration.between(begin, span.to()));
                since = begin.isBefore(since) ? begin : since;
            }
        }
        int noted = (int) changes.stream().filter(at -> at.isAfter(from)).count();
        boolean isLow =
                seen.compareTo(LEAST_OBSERVED) >= 0 && Duration.ofHours(noted).compareTo(seen) < 0;
        if (!isLow) {
            few = null;
        } else if (few == null) {
            few = new Triggered(Trigger.LOW_VARIETY, check.at(), since, (int) seen.toMinutes(), noted);
        }
    }
}
