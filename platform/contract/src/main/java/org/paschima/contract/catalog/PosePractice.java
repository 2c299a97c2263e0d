package org.paschima.contract.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Something to practise: a breath or a pose.
 *
 * <p>What is forceful is never nudged, and what needs the floor is never off the mat: the catalogue does not load
 * otherwise.
 *
 * @param armVariations ids of the arm variations it knows; empty when the arms have one place
 * @param minSeconds the shortest time that makes sense
 * @param maxSeconds the longest time that is suggested
 * @param offMat whether it can be done in everyday clothes, wherever one stands or sits
 * @param nudgeable whether it may be suggested unasked, screening permitting (domain.md §4.7, §5.2)
 * @param doNotSuggestIf ids of the screening conditions that rule it out
 * @param caution ids of the screening conditions under which only the easier version, with its advice, is suggested
 * @param advice sentences to show beside it
 */
public record PosePractice(
        String id,
        String label,
        List<String> armVariations,
        int minSeconds,
        int maxSeconds,
        boolean needsHands,
        boolean needsEyes,
        boolean needsFloor,
        boolean offMat,
        boolean forceful,
        boolean nudgeable,
        List<String> doNotSuggestIf,
        List<String> caution,
        List<String> advice) {
    public PosePractice {
        armVariations = List.copyOf(armVariations);
        doNotSuggestIf = List.copyOf(doNotSuggestIf);
        caution = List.copyOf(caution);
        advice = List.copyOf(advice);
    }

    public Set<Need> needs() {
        return needs(needsHands, needsEyes, needsFloor);
    }

    static Set<Need> needs(boolean hands, boolean eyes, boolean floor) {
        var needs = EnumSet.noneOf(Need.class);
        if (hands) {
            needs.add(Need.HANDS);
        }
        if (eyes) {
            needs.add(Need.EYES);
        }
        if (floor) {
            needs.add(Need.FLOOR);
        }
        return needs;
    }
}
