package org.paschima.insight.domain.helps;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.insight.domain.day.SessionDone;

/**
 * What a session's pair is credited to. When more than one thing may have made the difference, it is credited to nothing
 * (domain.md §3: several practices in one session are excluded; so is what else relieves: painkiller, heat, massage).
 */
public enum Credit {
    /** The session's only practice. */
    PRACTICE,
    /** The session's only cue, and only if there is one practice too. */
    CUE;

    /** Why a pair is credited to nothing. */
    public enum Exclusion {
        SEVERAL_PRACTICES,
        /** A practice that the catalogue does not describe: what it is differs from time to time. */
        OTHER_PRACTICE,
        SEVERAL_CUES,
        NO_CUE,
        CONCURRENT,
        /** Another practice ended in the two hours before, and its relief may still fade. */
        SOON_AFTER_ANOTHER
    }

    /** What has the credit; the id is null exactly when there is a reason why nothing has. */
    record Verdict(@Nullable String id, Optional<Exclusion> exclusion) {
        static Verdict none(Exclusion why) {
            return new Verdict(null, Optional.of(why));
        }

        static Verdict to(String id) {
            return new Verdict(id, Optional.empty());
        }
    }

    Verdict of(RatedPair pair, SessionDone session) {
        var verdict = of(session);
        return verdict.id() == null || pair.isRested() ? verdict : Verdict.none(Exclusion.SOON_AFTER_ANOTHER);
    }

    Verdict of(SessionDone session) {
        var practice = session.onlyPractice();
        if (session.parts().isEmpty() || Segment.OTHER.equals(practice)) {
            return Verdict.none(Exclusion.OTHER_PRACTICE);
        }
        if (practice == null) {
            return Verdict.none(Exclusion.SEVERAL_PRACTICES);
        }
        if (!session.concurrent().isEmpty()) {
            return Verdict.none(Exclusion.CONCURRENT);
        }
        if (this == PRACTICE) {
            return Verdict.to(practice);
        }
        var cues = session.parts().stream()
                .flatMap(part -> part.cues().stream())
                .distinct()
                .toList();
        return switch (cues.size()) {
            case 0 -> Verdict.none(Exclusion.NO_CUE);
            case 1 -> Verdict.to(cues.getFirst());
            default -> Verdict.none(Exclusion.SEVERAL_CUES);
        };
    }
}
