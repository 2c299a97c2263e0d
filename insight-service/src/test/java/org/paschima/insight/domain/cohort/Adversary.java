package org.paschima.insight.domain.cohort;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paschima.insight.domain.cohort.Releaser.Answer;

/**
 * Remembers every answer about a week, and adds and subtracts two and three of them in search of numbers about fewer than
 * k members, about what one of them did between two moments, or of a cell that is too small.
 */
final class Adversary {

    private final Set<Answer> answers = new LinkedHashSet<>();

    void hears(Answer answer) {
        answers.add(answer);
    }

    Set<Answer> heard() {
        return Set.copyOf(answers);
    }

    /** What is found, in words. */
    Optional<String> finds() {
        var all = new ArrayList<>(answers);
        for (int i = 0; i < all.size(); i++) {
            var alone = tooSmallCell(List.of(all.get(i)), new int[] {1});
            if (alone.isPresent()) {
                return alone;
            }
            for (int j = i + 1; j < all.size(); j++) {
                for (int sign : new int[] {-1, 1}) {
                    var pair = finds(List.of(all.get(i), all.get(j)), new int[] {1, sign});
                    if (pair.isPresent()) {
                        return pair;
                    }
                }
                for (int k = j + 1; k < all.size(); k++) {
                    for (int signs = 0; signs < 4; signs++) {
                        var triple = finds(
                                List.of(all.get(i), all.get(j), all.get(k)),
                                new int[] {1, (signs & 1) == 0 ? -1 : 1, (signs & 2) == 0 ? -1 : 1});
                        if (triple.isPresent()) {
                            return triple;
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> finds(List<Answer> some, int[] signs) {
        var left = combined(some, signs);
        if (left.isEmpty()) {
            // The same members on both sides: of one moment that says nothing, of two it says what changed.
            boolean isOneMoment = some.stream().map(Answer::moment).distinct().count() == 1;
            return isOneMoment || isTheSame(some)
                    ? Optional.empty()
                    : Optional.of("the same members at different moments, from " + some.size() + " answers");
        }
        if (left.size() < MinimumGroupSize.STANDARD.members()) {
            return Optional.of(left.size() + " members, from " + some.size() + " answers");
        }
        return tooSmallCell(some, signs);
    }

    /** How often each member counts in the sum; who cancels out is left out. */
    private static Map<String, Integer> combined(List<Answer> some, int[] signs) {
        var left = new HashMap<String, Integer>();
        for (int i = 0; i < signs.length; i++) {
            int sign = signs[i];
            some.get(i).about().forEach(member -> left.merge(member, sign, Integer::sum));
        }
        left.values().removeIf(count -> count == 0);
        return left;
    }

    private static boolean isTheSame(List<Answer> some) {
        return some.size() == 2
                && some.getFirst().numbers().equals(some.getLast().numbers());
    }

    /** If the sum counts each of some members once, and all answers are of one moment: no cell of it is too small. */
    private static Optional<String> tooSmallCell(List<Answer> some, int[] signs) {
        var left = combined(some, signs);
        if (left.values().stream().anyMatch(count -> count != 1)
                || some.stream().map(Answer::moment).distinct().count() > 1) {
            return Optional.empty();
        }
        int shown = 0;
        int rest = left.size();
        for (int band = 0; band < Band.ALL.size(); band++) {
            var cell = cell(some, signs, band);
            if (cell.isPresent()) {
                shown++;
                rest -= cell.get();
                if (cell.get() < MinimumGroupSize.STANDARD.cell()) {
                    return Optional.of("a cell of " + cell.get() + ", from " + some.size() + " answers");
                }
            }
        }
        boolean allButOne = shown == Band.ALL.size() - 1;
        if (shown < Band.ALL.size() && (allButOne || rest < MinimumGroupSize.STANDARD.cell())) {
            return Optional.of("suppressed cells of " + rest + " together, from " + some.size() + " answers");
        }
        return Optional.empty();
    }

    private static Optional<Integer> cell(List<Answer> some, int[] signs, int band) {
        int sum = 0;
        for (int i = 0; i < signs.length; i++) {
            var count = some.get(i).numbers().bands().get(band);
            if (count == null) {
                return Optional.empty();
            }
            sum += signs[i] * count;
        }
        return Optional.of(sum);
    }
}
