package org.paschima.contract.catalog;

/** How soon a symptom needs someone's care; the most pressing first (domain.md §5.1). */
public enum SymptomTier {
    EMERGENCY,
    URGENT,
    ROUTINE
}
