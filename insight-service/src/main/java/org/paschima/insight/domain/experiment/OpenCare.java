package org.paschima.insight.domain.experiment;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.SymptomTier;

/**
 * Whether a care matter is open, by the surviving symptom reports (domain.md §5.1): one of the emergency or urgent tier,
 * or of an unknown code, with no later statement of the member's. notify-service keeps the hold itself, which outlives a
 * report that is corrected away; here what survives is looked at.
 */
public final class OpenCare {

    private OpenCare() {}

    public static boolean isOpen(Collection<SymptomReport> reports) {
        var lastStatement = reports.stream()
                .filter(report -> report.statement() != null)
                .map(OpenCare::at)
                .max(Instant::compareTo);
        return reports.stream().filter(OpenCare::opens).anyMatch(report -> !ended(report, lastStatement));
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
