package org.paschima.contract.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A region of the body.
 *
 * @param snomed the SNOMED CT code of the region or of the nearest one, where a verified one is known (domain.md §1.3)
 */
public record Region(String id, String label, @Nullable String snomed) {}
