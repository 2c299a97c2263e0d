package org.paschima.insight.domain.cohort;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A studio in which everything happens that could be used to work out something about one member: groups that differ by
 * a few, late and corrected uploads, members who join and leave groups, withdraw consent and give it again.
 */
final class StudioOverTime {

    private final Random random;
    private final List<String> members = new ArrayList<>();
    private final Set<String> consenting = new HashSet<>();
    private final Map<String, Set<String>> groups = new TreeMap<>();
    private final Map<String, Double> means = new HashMap<>();
    private int named;

    StudioOverTime(Random random) {
        this.random = random;
        int size = 22 + random.nextInt(260);
        for (int i = 0; i < size; i++) {
            var member = "m-" + i;
            members.add(member);
            if (random.nextInt(10) > 0) {
                consenting.add(member);
            }
            if (random.nextInt(10) > 1) {
                report(member);
            }
        }
        addClasses();
        for (int i = 0, count = 1 + random.nextInt(4); i < count; i++) {
            addGroup();
        }
    }

    /** Classes of which each member attends one, or almost. */
    private void addClasses() {
        int classes = 1 + random.nextInt(5);
        for (int i = 0; i < classes; i++) {
            int each = i;
            var attending = new HashSet<String>();
            members.stream()
                    .filter(member -> Math.floorMod(member.hashCode(), classes) == each)
                    .forEach(attending::add);
            if (random.nextInt(3) == 0) {
                toggle(attending, any(members));
            }
            groups.put("class-" + i, attending);
        }
    }

    Sharing sharing() {
        return Sharing.of(Set.copyOf(consenting), groups);
    }

    Map<String, Double> means() {
        var sharing = new HashMap<>(means);
        sharing.keySet().retainAll(consenting);
        return sharing;
    }

    List<String> groups() {
        var all = new ArrayList<>(groups.keySet());
        all.add(Released.WHOLE);
        Collections.shuffle(all, random);
        return all;
    }

    private void report(String member) {
        // most in the middle, so that cells at the ends are small
        means.put(member, Math.clamp(Math.round((4 + 2 * random.nextGaussian()) * 4) / 4.0, 0, 10));
    }

    /** By itself, or one that is nearly another, or nearly all that another leaves. */
    private void addGroup() {
        var group = new HashSet<String>();
        if (groups.isEmpty() || random.nextInt(3) == 0) {
            int share = 3 + random.nextInt(7);
            members.stream().filter(_ -> random.nextInt(10) < share).forEach(group::add);
        } else {
            var other = any(new ArrayList<>(groups.values()));
            if (random.nextBoolean()) {
                group.addAll(other);
            } else {
                group.addAll(members);
                group.removeAll(other);
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                toggle(group, any(members));
            }
            if (random.nextInt(3) == 0) {
                group.removeIf(_ -> random.nextInt(2) == 0);
            }
        }
        groups.put("g-" + (char) ('a' + random.nextInt(26)) + ++named, group);
    }

    /** Something happens, or a few things, or so many that everything is different. */
    void goOn() {
        int happenings = random.nextInt(4) == 0 ? 1 + random.nextInt(2 * members.size()) : random.nextInt(3);
        for (int i = 0; i < happenings; i++) {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 -> report(any(members));
                case 13 -> means.remove(any(members));
                case 14, 15 -> toggle(consenting, any(members));
                case 16 -> toggle(any(new ArrayList<>(groups.values())), any(members));
                default -> {
                    if (groups.size() < 12) {
                        addGroup();
                    }
                }
            }
        }
    }

    private static void toggle(Set<String> set, String member) {
        if (!set.remove(member)) {
            set.add(member);
        }
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
