package org.paschima.notify.domain;

import java.time.Instant;
import java.util.Comparator;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.SymptomTier;

/** A symptom that was once reported, by which record. It stays, whatever becomes of the record. */
public record SymptomSeen(String record, String code, Instant at) implements Comparable<SymptomSeen> {

    private static final Comparator<SymptomSeen> NEWEST_FIRST = Comparator.comparing(SymptomSeen::at)
            .reversed()
            .thenComparing(SymptomSeen::record)
            .thenComparing(SymptomSeen::code);

    /** An unknown code holds as urgent: fail closed (domain.md §5.1). */
    public SymptomTier tier() {
        return Catalog.v1().tier(code).orElse(SymptomTier.URGENT);
    }

    @Override
    public int compareTo(SymptomSeen other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
