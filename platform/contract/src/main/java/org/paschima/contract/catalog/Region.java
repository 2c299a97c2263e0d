package org.paschima.contract.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A region of the body.
 *
 * @param primary neck, shoulder or upper-back, whichever a region of neck and shoulder girdle belongs to: together they are the
 *     primary index (domain.md §2.9)
 * @param snomed the SNOMED CT code of the region or of the nearest one, where a verified one is known (domain.md §1.3)
 */
public record Region(
        String id,
        String label,
        @Nullable String snomed,
        @Nullable String primary) {}
