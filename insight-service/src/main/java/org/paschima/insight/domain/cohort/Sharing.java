package org.paschima.insight.domain.cohort;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who shares with the teacher now, and in which groups: {@link Released#WHOLE}, first of all in their order, and the
 * studio's own in the order of their names.
 */
public record Sharing(SortedMap<String, Set<String>> membersByGroup) {
    public Sharing {
        var copy = new TreeMap<String, Set<String>>();
        membersByGroup.forEach((group, members) -> copy.put(group, Set.copyOf(members)));
        membersByGroup = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * Of these.
     *
     * @param consenting all who share now
     * @param groups the groups of members, of others too
     */
    public static Sharing of(Set<String> consenting, Map<String, Set<String>> groups) {
        var shared = new TreeMap<String, Set<String>>();
        shared.put(Released.WHOLE, consenting);
        groups.forEach((group, members) -> {
            var sharing = new java.util.HashSet<>(members);
            sharing.retainAll(consenting);
            shared.put(group, sharing);
        });
        return new Sharing(shared);
    }

    public Set<String> members(String group) {
        return membersByGroup.getOrDefault(group, Set.of());
    }

    /** All who share. */
    public Set<String> everyone() {
        return members(Released.WHOLE);
    }
}
