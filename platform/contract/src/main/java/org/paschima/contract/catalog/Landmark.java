package org.paschima.contract.catalog;

/** A place on the body whose offset from the plumb line over the ankles a posture check notes (domain.md §1.1). */
public record Landmark(String id, String label) {}
