package org.paschima.insight.domain.helps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Moment;
import org.paschima.insight.domain.day.SessionDone;
import org.paschima.insight.domain.helps.Credit.Exclusion;
import org.paschima.insight.domain.helps.Evidence.Changed;
import org.paschima.insight.domain.helps.Helps.Circumstances;

/** What is around the pairs of a question: what was not rated, what is credited to nothing, and what else may explain a change. */
record Surroundings(Pairs pairs, Credit by, Optional<Moment> moment) {

    private static final int BLOCKS = 6;
    private static final int HOURS_A_BLOCK = 4;

    Circumstances circumstances(String id, List<Changed> changes) {
        double before = 0;
        double minutes = 0;
        int stopped = 0;
        var blocks = new ArrayList<>(Collections.nCopies(BLOCKS, 0));
        for (var change : changes) {
            var session = change.session();
            before += change.pair().before();
            minutes += session.minutes();
            stopped += session.stoppedEarly() ? 1 : 0;
            int block = session.localHour() / HOURS_A_BLOCK;
            blocks.set(block, blocks.get(block) + 1);
        }
        return new Circumstances(
                before / changes.size(),
                minutes / changes.size(),
                List.copyOf(blocks),
                stopped,
                count(pairs.ratedBefore(), id),
                count(pairs.missingAfter(), id));
    }

    private int count(List<SessionDone> sessions, String id) {
        return (int) sessions.stream()
                .filter(session ->
                        isAtMoment(session) && id.equals(by.of(session).id()))
                .count();
    }

    private boolean isAtMoment(SessionDone session) {
        return moment.isEmpty() || moment.get() == session.moment();
    }

    Map<Exclusion, Integer> excluded() {
        var excluded = new EnumMap<Exclusion, Integer>(Exclusion.class);
        for (var pair : pairs.practised()) {
            var session = pair.session();
            if (session != null && isAtMoment(session)) {
                by.of(pair, session).exclusion().ifPresent(why -> excluded.merge(why, 1, Integer::sum));
            }
        }
        return excluded;
    }

    /** Of all practice. */
    @Nullable
    Double missingShare() {
        long rated = pairs.ratedBefore().stream()
                .filter(session -> isAtMoment(session))
                .count();
        long missing = pairs.missingAfter().stream()
                .filter(session -> isAtMoment(session))
                .count();
        return rated == 0 ? null : (Double) ((double) missing / rated);
    }
}
