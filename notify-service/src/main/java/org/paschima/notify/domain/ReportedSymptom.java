package org.paschima.notify.domain;

import java.time.Instant;
import java.util.Comparator;
import org.paschima.contract.Rank;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.SymptomTier;

/**
 * A symptom that was once reported, by which version of which record. It stays, whatever becomes of the record.
 *
 * @param at when it was reported, as the report claims
 * @param offset where it first stood in the log
 */
public record ReportedSymptom(String record, String code, Instant at, Rank rank, long offset)
        implements Comparable<ReportedSymptom> {

    /** The rank of what was kept before ranks were. */
    public static final Rank UNKNOWN_RANK = new Rank(0, false, "");

    private static final Comparator<ReportedSymptom> NEWEST_FIRST = Comparator.comparing(ReportedSymptom::at)
            .reversed()
            .thenComparing(ReportedSymptom::record)
            .thenComparing(ReportedSymptom::code)
            .thenComparing(ReportedSymptom::rank)
            .thenComparingLong(ReportedSymptom::offset);

    /** An unknown code holds as urgent: fail closed (domain.md §5.1). */
    public SymptomTier tier() {
        return Catalog.v1().tier(code).orElse(SymptomTier.URGENT);
    }

    /** Whether it is the same write of the same report: delivered or sent again, it is not reported anew. */
    boolean isSameReportAs(ReportedSymptom other) {
        return record.equals(other.record) && code.equals(other.code) && at.equals(other.at) && rank.equals(other.rank);
    }

    /** One that only a statement ends that would end both. */
    ReportedSymptom with(ReportedSymptom older) {
        return new ReportedSymptom(
                record, code, at.isAfter(older.at) ? at : older.at, rank, Math.max(offset, older.offset));
    }

    @Override
    public int compareTo(ReportedSymptom other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
