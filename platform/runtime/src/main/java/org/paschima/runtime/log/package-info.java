/**
 * The log as the services see it: entries in partition order, batches, positions, and what can go wrong. Knows neither
 * Kafka nor MongoDB; {@code runtime.kafka} feeds it and {@code runtime.mongo} keeps it.
 */
@NullMarked
package org.paschima.runtime.log;

import org.jspecify.annotations.NullMarked;
