package org.paschima.notify.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.catalog.SymptomTier;

/**
 * The care hold (domain.md §5.1): evaluated before anything else, by a fixed rule. A symptom of the emergency or urgent
 * tier opens it, even if its report is corrected or deleted later; only a surviving statement later than the symptom
 * ends it.
 */
public final class Care {

    private Care() {}

    /**
     * An open hold.
     *
     * @param tier the most pressing of its symptoms
     * @param since the time of the first of them
     */
    public record Hold(SymptomTier tier, Instant since, List<SymptomSeen> because) {
        public Hold {
            because = List.copyOf(because);
        }
    }

    static boolean opensHold(SymptomSeen symptom) {
        return symptom.tier() != SymptomTier.ROUTINE;
    }

    public static Optional<Hold> hold(Seen seen) {
        var open = seen.symptoms().stream()
                .filter(Care::opensHold)
                .filter(symptom -> !isEnded(symptom, seen.traces().values()))
                .sorted()
                .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var tier =
                open.stream().map(SymptomSeen::tier).min(SymptomTier::compareTo).orElseThrow();
        return Optional.of(new Hold(tier, open.getLast().at(), open));
    }

    private static boolean isEnded(SymptomSeen symptom, Collection<Trace> traces) {
        return traces.stream()
                .anyMatch(trace ->
                        trace.what() instanceof Trace.What.Stated && trace.at().isAfter(symptom.at()));
    }
}
