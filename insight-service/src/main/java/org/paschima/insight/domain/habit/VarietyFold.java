package org.paschima.insight.domain.habit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Position;
import org.paschima.insight.domain.day.CheckDone;
import org.paschima.insight.domain.day.Posture;
import org.paschima.insight.domain.day.SessionDone;

/**
 * Walks the observations of a member in the order of time. Used once, by one thread.
 *
 * <p>Being off neutral has hysteresis: it begins at {@value #ENTRY} step or more on the front/back axis and ends below
 * {@value #EXIT}, or on the other side. Jitter narrower than the distance between the two is one episode.
 */
public final class VarietyFold {

    static final double ENTRY = 1.0;
    static final double EXIT = 0.5;

    private static final double SECONDS_A_MINUTE = 60;
    private static final long MOST_UNOBSERVED_SECONDS = Variety.MOST_UNOBSERVED_MINUTES * 60;

    /** Something seen at one time: a check, or the beginning or end of a session, which have neither of the two. */
    private record Mark(
            long at,
            String id,
            boolean isBegin,
            long practisingUntil,
            @Nullable Position position,
            @Nullable Double frontBack) {}

    private static final Comparator<Mark> ORDER =
            Comparator.comparingLong(Mark::at).thenComparing(Mark::id).thenComparing(Mark::isBegin);

    private long observed;
    private long changes;
    private long longestStatic;
    private long collapsed;
    private long overcorrected;
    private long offNeutral;
    private long longestOff;

    private long stillSince;
    private long practisingUntil = Long.MIN_VALUE;
    private @Nullable Position position;
    /** −1 collapsed, 0 neutral, +1 overcorrected; null when nothing has been seen of it. */
    private @Nullable Integer off;

    private long offSince;

    private VarietyFold() {}

    public static Variety of(Collection<CheckDone> checks, Collection<SessionDone> sessions, Posture.Bands bands) {
        var marks = marks(checks, sessions, bands);
        if (marks.isEmpty()) {
            return Variety.NONE;
        }
        return new VarietyFold().walk(marks);
    }

    private static List<Mark> marks(
            Collection<CheckDone> checks, Collection<SessionDone> sessions, Posture.Bands bands) {
        var marks = new ArrayList<Mark>();
        for (var check : checks) {
            var frontBack = Posture.of(check, bands).frontBack();
            marks.add(new Mark(
                    check.at(),
                    check.id().id(),
                    false,
                    Long.MIN_VALUE,
                    check.position(),
                    frontBack == null ? null : (Double) frontBack.signed()));
        }
        for (var session : sessions) {
            long over = Math.max(session.startedAt(), session.overAt());
            marks.add(new Mark(session.startedAt(), session.id().id(), true, over, null, null));
            marks.add(new Mark(over, session.id().id(), false, Long.MIN_VALUE, null, null));
        }
        marks.sort(ORDER);
        return marks;
    }

    private Variety walk(List<Mark> marks) {
        begin(marks.getFirst());
        for (int i = 1; i < marks.size(); i++) {
            step(marks.get(i - 1).at(), marks.get(i));
        }
        long end = marks.getLast().at();
        stillUntil(end);
        onUntil(end);
        return new Variety(
                minutes(observed),
                changes,
                minutes(longestStatic),
                Optional.of(new Variety.Last(end, minutes(end - stillSince))),
                new Variety.Episodes(collapsed, overcorrected, minutes(offNeutral), minutes(longestOff)));
    }

    private static double minutes(long seconds) {
        return seconds / SECONDS_A_MINUTE;
    }

    /** The first observation, or the first after a time that nobody observed: what was before is not known. */
    private void begin(Mark mark) {
        position = null;
        off = null;
        stillSince = mark.at();
        see(mark);
    }

    private void step(long before, Mark mark) {
        if (before < practisingUntil) {
            observed += mark.at() - before;
            see(mark);
            stillSince = mark.at(); // practice is no stillness, whatever is seen in it
        } else if (mark.at() - before > MOST_UNOBSERVED_SECONDS) {
            stillUntil(before);
            onUntil(before);
            begin(mark);
        } else {
            observed += mark.at() - before;
            if (see(mark)) {
                stillUntil(before);
                stillSince = mark.at();
            }
        }
    }

    /** Whether what is seen differs from what was known, or practice begins. Counts it. */
    private boolean see(Mark mark) {
        boolean isChange = mark.isBegin();
        if (mark.isBegin()) {
            practisingUntil = Math.max(practisingUntil, mark.practisingUntil());
        }
        if (mark.position() != null) {
            isChange |= position != null && position != mark.position();
            position = mark.position();
        }
        if (mark.frontBack() != null) {
            isChange |= offNeutral(mark.at(), mark.frontBack());
        }
        if (isChange) {
            changes++;
        }
        return isChange;
    }

    private boolean offNeutral(long at, double frontBack) {
        var before = off;
        int now = next(before == null ? 0 : before, frontBack);
        if (before != null && before == now) {
            return false;
        }
        onUntil(at);
        off = now;
        offSince = at;
        if (now < 0) {
            collapsed++;
        } else if (now > 0) {
            overcorrected++;
        }
        return before != null;
    }

    static int next(int off, double frontBack) {
        if (Math.abs(frontBack) >= ENTRY) {
            return frontBack < 0 ? -1 : 1;
        }
        return off * frontBack >= EXIT ? off : 0;
    }

    private void stillUntil(long at) {
        longestStatic = Math.max(longestStatic, at - stillSince);
    }

    /** Closes the episode that is going on, if any, as seen up to then. */
    private void onUntil(long at) {
        if (off != null && off != 0) {
            offNeutral += at - offSince;
            longestOff = Math.max(longestOff, at - offSince);
        }
    }
}
