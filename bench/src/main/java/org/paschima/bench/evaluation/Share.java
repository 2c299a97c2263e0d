package org.paschima.bench.evaluation;

import java.util.Locale;

/** How many of so many; with nothing to count it is unknown, not zero. */
public record Share(int hits, int of) {

    public double value() {
        return (double) hits / of;
    }

    /** Its Monte-Carlo error. */
    public double error() {
        double p = value();
        return Math.sqrt(p * (1 - p) / of);
    }

    @Override
    public String toString() {
        return of == 0 ? "–" : String.format(Locale.ROOT, "%.3f ± %.3f", value(), error());
    }

    /** Counts up. */
    static final class Count {
        private int hits;
        private int of;

        void add(boolean hit) {
            of++;
            hits += hit ? 1 : 0;
        }

        Share share() {
            return new Share(hits, of);
        }
    }
}
