/** The log on Apache Kafka: one publisher, one consumer loop, topics, end offsets. */
@NullMarked
package org.paschima.log.kafka;

import org.jspecify.annotations.NullMarked;
