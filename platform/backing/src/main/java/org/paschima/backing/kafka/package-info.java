/** A real Kafka broker on loopback, in this JVM or in one of its own. */
@NullMarked
package org.paschima.backing.kafka;

import org.jspecify.annotations.NullMarked;
