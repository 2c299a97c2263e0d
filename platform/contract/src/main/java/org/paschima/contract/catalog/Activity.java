package org.paschima.contract.catalog;

/** What a practice of another kind can be, in one well-known word. */
public record Activity(String id, String label) {}
