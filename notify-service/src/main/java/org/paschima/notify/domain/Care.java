package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.catalog.SymptomTier;
import org.paschima.notify.domain.RememberedRecord.What.Stated;

/**
 * The care hold (domain.md §5.1): evaluated before anything else, by a fixed rule. A symptom of the emergency or urgent
 * tier opens it, even if its report is corrected or deleted later. A surviving statement of the member's own ends those
 * symptoms that stand before it in the log, whatever times are claimed, and that it does not itself claim to come before.
 *
 * <p>What is not known ends nothing: a statement without the mark that the member's own token sent it is none.
 */
public final class Care {

    private Care() {}

    /**
     * An open hold.
     *
     * @param tier the most pressing of its symptoms
     * @param since the time of the first of them
     */
    public record Hold(SymptomTier tier, Instant since, List<ReportedSymptom> because) {
        public Hold {
            because = List.copyOf(because);
        }
    }

    /** For so long nothing may have been reported before {@code gone-for-14-days} is believed. */
    private static final Duration GONE = Duration.ofDays(14);

    static boolean opensHold(ReportedSymptom symptom) {
        return symptom.tier() != SymptomTier.ROUTINE;
    }

    public static Optional<Hold> hold(RecentRecords records) {
        var statements = statements(records);
        var open = records.symptoms().stream()
                .filter(Care::opensHold)
                .filter(symptom -> statements.stream().noneMatch(statement -> statement.ends(symptom)))
                .sorted()
                .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var tier = open.stream()
                .map(ReportedSymptom::tier)
                .min(SymptomTier::compareTo)
                .orElseThrow();
        return Optional.of(new Hold(tier, open.getLast().at(), open));
    }

    private record Ending(Instant at, long offset) {
        boolean ends(ReportedSymptom symptom) {
            return symptom.offset() < offset && !at.isBefore(symptom.at());
        }
    }

    private static List<Ending> statements(RecentRecords records) {
        var statements = new ArrayList<Ending>();
        for (var each : records.byId().values()) {
            if (each.what() instanceof Stated(var statement, var offset, var byMember)
                    && byMember
                    && (statement != Statement.GONE_FOR_14_DAYS || isGone(records, each.at(), offset))) {
                statements.add(new Ending(each.at(), offset));
            }
        }
        return statements;
    }

    /** Whether no symptom of any tier was reported in the 14 days before, or after that and before it in the log. */
    private static boolean isGone(RecentRecords records, Instant stated, long offset) {
        return records.symptoms().stream()
                .noneMatch(symptom -> symptom.at().isAfter(stated.minus(GONE))
                        && (!symptom.at().isAfter(stated) || symptom.offset() < offset));
    }
}
