package org.paschima.insight.domain.cohort;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Somebody who answers what is known of a group in a week; stateful, one for each week. */
interface Releaser {

    /**
     * An answer, and what the one who asks must not be able to work out: whom it is about, and of which moment.
     *
     * @param moment equal for answers computed from the same data
     */
    record Answer(Numbers numbers, Set<String> about, int moment) {}

    Optional<Answer> ask(String group, Sharing now, Map<String, Double> means);

    /** The rule of this package. */
    static Releaser careful() {
        return new Releaser() {
            private WeekReleases releases = WeekReleases.NONE;

            @Override
            public Optional<Answer> ask(String group, Sharing now, Map<String, Double> means) {
                releases = releases.withoutWithdrawn(now).plus(now, means, MinimumGroupSize.STANDARD);
                return releases.all().stream()
                        .filter(released ->
                                released.isLive() && released.group().equals(group))
                        .findFirst()
                        .map(Releaser::answer);
            }
        };
    }

    private static Answer answer(Released released) {
        @Nullable Numbers numbers = released.numbers();
        if (numbers == null) {
            throw new IllegalArgumentException("it was taken back");
        }
        return new Answer(numbers, released.counted(), released.generation());
    }

    /** k members and five a cell, each group by itself, of the data of the moment: what one would write first. */
    static Releaser naive() {
        return new Releaser() {
            private int moment;

            @Override
            public Optional<Answer> ask(String group, Sharing now, Map<String, Double> means) {
                moment++;
                var reporting = new TreeSet<>(now.members(group));
                reporting.retainAll(means.keySet());
                if (reporting.size() < MinimumGroupSize.STANDARD.members()) {
                    return Optional.empty();
                }
                var counts = Bands.counts(reporting, means);
                var hidden = new TreeSet<Integer>();
                for (int band = 0; band < counts.length; band++) {
                    if (counts[band] < MinimumGroupSize.STANDARD.cell()) {
                        hidden.add(band);
                    }
                }
                return Optional.of(new Answer(Bands.numbers(reporting, means, hidden), reporting, moment));
            }
        };
    }

    /** The same, frozen: the first answer about a group stays, whatever happens. */
    static Releaser frozenOnly() {
        var live = naive();
        var first = new java.util.HashMap<String, Answer>();
        return (group, now, means) -> {
            if (!first.containsKey(group)) {
                live.ask(group, now, means).ifPresent(answer -> first.put(group, answer));
            }
            return Optional.ofNullable(first.get(group));
        };
    }
}
