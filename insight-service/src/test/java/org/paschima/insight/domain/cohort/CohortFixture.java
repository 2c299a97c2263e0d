package org.paschima.insight.domain.cohort;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Members {@code m-0}, {@code m-1}, … and sets of them. */
final class CohortFixture {

    private CohortFixture() {}

    /** From one number to below the other. */
    static Set<String> members(int from, int to) {
        var members = new TreeSet<String>();
        for (int i = from; i < to; i++) {
            members.add("m-" + i);
        }
        return members;
    }

    static Set<String> without(Set<String> members, String... some) {
        var rest = new HashSet<>(members);
        rest.removeAll(Set.of(some));
        return rest;
    }

    /** Two thirds of them in the third band, the rest in the fourth. */
    static Map<String, Double> reported(Set<String> members) {
        var means = new HashMap<String, Double>();
        members.forEach(member -> means.put(member, Math.floorMod(member.hashCode(), 3) == 0 ? 6.5 : 4.5));
        return means;
    }
}
