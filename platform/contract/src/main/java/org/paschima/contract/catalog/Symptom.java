package org.paschima.contract.catalog;

/** A symptom that a member can state. A code that is not in the catalogue holds as {@link SymptomTier#URGENT}. */
public record Symptom(String code, SymptomTier tier, String label) {}
