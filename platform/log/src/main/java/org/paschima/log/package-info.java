/**
 * The log as the services see it: entries in partition order, batches, positions, and what can go wrong. Knows neither
 * Kafka nor MongoDB; {@code log.kafka} feeds it and {@code store.mongo} keeps it.
 */
@NullMarked
package org.paschima.log;

import org.jspecify.annotations.NullMarked;
