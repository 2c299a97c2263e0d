package org.paschima.insight.domain.cohort;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The atoms of the algebra that some sets of members generate: each the members who are in exactly the same of the sets.
 *
 * <p>Whatever can be worked out from numbers about the sets, by adding and subtracting them, is about a union of atoms.
 */
final class Atoms {

    private final Map<BitSet, Set<String>> bySets;

    private Atoms(Map<BitSet, Set<String>> bySets) {
        this.bySets = bySets;
    }

    static Atoms of(List<? extends Collection<String>> sets) {
        var setsOf = new HashMap<String, BitSet>();
        for (int i = 0; i < sets.size(); i++) {
            for (var member : sets.get(i)) {
                setsOf.computeIfAbsent(member, _ -> new BitSet()).set(i);
            }
        }
        var bySets = new HashMap<BitSet, Set<String>>();
        setsOf.forEach(
                (member, in) -> bySets.computeIfAbsent(in, _ -> new TreeSet<>()).add(member));
        return new Atoms(bySets);
    }

    /** Those with members. */
    Collection<Set<String>> all() {
        return bySets.values();
    }

    boolean areAllAtLeast(int members) {
        return all().stream().allMatch(atom -> atom.size() >= members);
    }

    /**
     * Whether some union of atoms of these sets equals some union of atoms of the others: then numbers of one moment and of
     * another would be about the same members, and their difference about what one of them did in between.
     *
     * <p>Such a union holds, with each atom, all atoms of the other side that meet it. So what meets hangs together, and
     * all that hangs together is such a union unless a member of it is on one side only.
     */
    static boolean meetExactly(List<? extends Collection<String>> sets, List<? extends Collection<String>> others) {
        var ones = new ArrayList<>(of(sets).all());
        var twos = new ArrayList<>(of(others).all());
        var oneOf = placesIn(ones);
        var twoOf = placesIn(twos);
        var linked = new Linked(ones.size() + twos.size());
        oneOf.forEach((member, one) -> {
            var two = twoOf.get(member);
            if (two == null) {
                linked.markOpen(one);
            } else {
                linked.join(one, ones.size() + two);
            }
        });
        twoOf.forEach((member, two) -> {
            if (!oneOf.containsKey(member)) {
                linked.markOpen(ones.size() + two);
            }
        });
        return linked.anyClosed();
    }

    private static Map<String, Integer> placesIn(List<Set<String>> atoms) {
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < atoms.size(); i++) {
            for (var member : atoms.get(i)) {
                places.put(member, i);
            }
        }
        return places;
    }

    /** What hangs together, and whether something of it lies outside. */
    private static final class Linked {
        private final int[] parent;
        private final boolean[] open;

        Linked(int size) {
            parent = new int[size];
            open = new boolean[size];
            for (int i = 0; i < size; i++) {
                parent[i] = i;
            }
        }

        private int root(int of) {
            int root = of;
            while (parent[root] != root) {
                root = parent[root];
            }
            return root;
        }

        void join(int one, int other) {
            int a = root(one);
            int b = root(other);
            parent[a] = b;
            open[b] |= open[a];
        }

        void markOpen(int of) {
            open[root(of)] = true;
        }

        boolean anyClosed() {
            for (int i = 0; i < parent.length; i++) {
                if (parent[i] == i && !open[i]) {
                    return true;
                }
            }
            return false;
        }
    }
}
