/**
 * The vocabulary: regions, practices, cues, contexts, measures, symptoms and screening conditions, as versioned data.
 *
 * <p>{@link org.paschima.contract.catalog.Catalog} is the entry. What a word means is in the resource, never in code: an
 * entry that lacks a tag, or names a word that does not exist, keeps the catalogue from loading.
 */
@NullMarked
package org.paschima.contract.catalog;

import org.jspecify.annotations.NullMarked;
