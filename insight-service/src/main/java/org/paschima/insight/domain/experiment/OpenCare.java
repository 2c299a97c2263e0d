package org.paschima.insight.domain.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.SymptomTier;

/**
 * Whether a care matter is open, by the surviving symptom reports (domain.md §5.1): one of the emergency or urgent tier,
 * or of an unknown code, that no later statement of the member's own ended. What is not known ends nothing: a statement
 * without the mark that the member's own token sent it, or one that it is gone for 14 days while something was reported in
 * them. notify-service keeps the hold itself, which outlives a report that is corrected away and goes by the order of the
 * log; here what survives is looked at.
 */
public final class OpenCare {

    private static final Duration GONE = Duration.ofDays(14);

    private OpenCare() {}

    public static boolean isOpen(Collection<SymptomReport> reports) {
        var lastStatement = reports.stream()
                .filter(report -> isBelieved(report, reports))
                .map(OpenCare::at)
                .max(Instant::compareTo);
        return reports.stream().filter(OpenCare::opens).anyMatch(report -> !ended(report, lastStatement));
    }

    private static boolean isBelieved(SymptomReport report, Collection<SymptomReport> reports) {
        if (report.statement() == null || !report.statedByMember()) {
            return false;
        }
        var stated = at(report);
        return report.statement() != Statement.GONE_FOR_14_DAYS
                || reports.stream()
                        .filter(other -> !other.symptoms().isEmpty())
                        .map(OpenCare::at)
                        .noneMatch(at -> at.isAfter(stated.minus(GONE)) && !at.isAfter(stated));
    }

    private static boolean opens(SymptomReport report) {
        return report.symptoms().stream()
                .anyMatch(
                        symptom -> Catalog.v1().tier(symptom.code()).orElse(SymptomTier.URGENT) != SymptomTier.ROUTINE);
    }

    private static boolean ended(SymptomReport report, Optional<Instant> lastStatement) {
        return lastStatement.filter(stated -> stated.isAfter(at(report))).isPresent();
    }

    private static Instant at(SymptomReport report) {
        return report.head().at().toInstant();
    }
}
