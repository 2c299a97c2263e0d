package org.paschima.insight.domain.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that was ever released of one closed week of a studio, and the rule of what comes next.
 *
 * <p>Numbers are computed once, for all groups together, and then stay: later data changes none, and the order in which
 * groups are asked for matters to none. They are taken back when a member they are about no longer shares with the
 * teacher or left the group. A group is released only if
 * <ul>
 * <li>every atom of the algebra of all that was ever released of the week, itself included, has no member or at least k,
 *     so that no difference is about fewer; and
 * <li>no set of members follows both from what is released now and from what was released at another time, since the
 *     difference between the two would be what one of them did in between.
 * </ul>
 * Groups are tried in their order, the whole studio first, and each that passes is kept. What was taken back still counts
 * as released: who saw it may remember it.
 */
public record WeekReleases(List<Released> all) {

    public static final WeekReleases NONE = new WeekReleases(List.of());

    public WeekReleases {
        all = List.copyOf(all);
    }

    /** The numbers of a group; empty when they are suppressed. */
    public Optional<Numbers> numbers(String group) {
        return live(group).map(Released::numbers);
    }

    /** The groups of which there are numbers, but for the whole studio, which has no name. */
    public List<String> groups() {
        return all.stream()
                .filter(Released::isLive)
                .map(Released::group)
                .filter(group -> !group.equals(Released.WHOLE))
                .toList();
    }

    private Optional<Released> live(String group) {
        return all.stream()
                .filter(released -> released.isLive() && released.group().equals(group))
                .findFirst();
    }

    /** These, without the numbers about a member who no longer shares, or is no longer in the group. */
    public WeekReleases withoutWithdrawn(Sharing now) {
        return new WeekReleases(all.stream()
                .map(released ->
                        released.isLive() && !now.members(released.group()).containsAll(released.counted())
                                ? released.takenBack()
                                : released)
                .toList());
    }

    /** Whether a group could pass at all: those that are not released, and have enough members that share. */
    public boolean mayRelease(Sharing now, MinimumGroupSize atLeast) {
        return now.membersByGroup().entrySet().stream()
                .anyMatch(group -> group.getValue().size() >= atLeast.members()
                        && live(group.getKey()).isEmpty());
    }

    /**
     * These, and what of the week can be released besides.
     *
     * @param means the weekly mean of each sharing member who reported
     */
    public WeekReleases plus(Sharing now, Map<String, Double> means, MinimumGroupSize atLeast) {
        var earlier = all.stream().map(Released::counted).toList();
        var names = new ArrayList<String>();
        var sets = new ArrayList<Set<String>>();
        now.membersByGroup().forEach((group, members) -> {
            var reporting = new TreeSet<>(members);
            reporting.retainAll(means.keySet());
            if (live(group).isEmpty() && passes(reporting, sets, earlier, atLeast)) {
                names.add(group);
                sets.add(reporting);
            }
        });
        return names.isEmpty() ? this : with(names, sets, means, atLeast);
    }

    private static boolean passes(
            Set<String> candidate,
            List<Set<String>> sets,
            List<? extends Set<String>> earlier,
            MinimumGroupSize atLeast) {
        if (candidate.size() < atLeast.members()) {
            return false;
        }
        var now = new ArrayList<>(sets);
        now.add(candidate);
        var ever = new ArrayList<Set<String>>(earlier);
        ever.addAll(now);
        return Atoms.of(ever).areAllAtLeast(atLeast.members()) && !Atoms.meetExactly(now, earlier);
    }

    private WeekReleases with(
            List<String> names, List<Set<String>> sets, Map<String, Double> means, MinimumGroupSize atLeast) {
        int generation = all.stream().mapToInt(Released::generation).max().orElse(0) + 1;
        var ofWhole = new TreeSet<Integer>();
        var ofGroups = new TreeSet<Integer>();
        if (all.isEmpty()) {
            // The whole studio may show more: hidden there is hidden everywhere, so nothing more follows of groups.
            ofWhole.addAll(Bands.hidden(List.of(sets.getFirst()), means, atLeast));
            ofGroups.addAll(Bands.hidden(Atoms.of(sets).all(), means, atLeast));
            ofGroups.addAll(ofWhole);
        } else {
            // Beside those of another moment: what the difference of two bands counts is not known any more.
            ofWhole.addAll(Bands.EVERY);
            ofGroups.addAll(Bands.EVERY);
        }
        var released = new ArrayList<>(all);
        for (int i = 0; i < names.size(); i++) {
            var hidden = names.get(i).equals(Released.WHOLE) ? ofWhole : ofGroups;
            released.add(new Released(
                    names.get(i), generation, new TreeSet<>(sets.get(i)), Bands.numbers(sets.get(i), means, hidden)));
        }
        return new WeekReleases(released);
    }
}
