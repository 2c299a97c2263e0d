/**
 * What insight-service stores: the record index, member-days and settings, folded in fenced transactions and read in
 * snapshots.
 */
@NullMarked
package org.paschima.insight.mongo;

import org.jspecify.annotations.NullMarked;
