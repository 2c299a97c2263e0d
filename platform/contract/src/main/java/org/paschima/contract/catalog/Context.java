package org.paschima.contract.catalog;

import java.util.Set;

/**
 * Where or amid what someone practises. There is no driving: practice is before or after a drive (domain.md §4.3).
 *
 * @param leavesFree what is free there for a practice or cue
 * @param safeForNudge whether a nudge may be aimed at it; false where hands and eyes are needed for moving about, or may
 *     be by the time the nudge is seen
 */
public record Context(String id, String label, boolean offMat, Set<Need> leavesFree, boolean safeForNudge) {
    public Context {
        leavesFree = Set.copyOf(leavesFree);
    }

    public boolean leavesRoomFor(PosePractice practice) {
        return (!offMat || practice.offMat()) && leavesFree.containsAll(practice.needs());
    }

    public boolean leavesRoomFor(Cue cue) {
        return leavesFree.containsAll(cue.needs());
    }
}
