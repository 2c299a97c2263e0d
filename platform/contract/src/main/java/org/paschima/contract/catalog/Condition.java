package org.paschima.contract.catalog;

/** Something a member may state in the screening, that rules a practice out or asks for its easier version. */
public record Condition(String id, String label) {}
