package org.paschima.insight.planted.http;

import org.bson.types.ObjectId;
import org.paschima.log.kafka.KeyPartition;

/** A class of the HTTP side that knows Kafka and MongoDB. */
public record Planted(KeyPartition partition, ObjectId id) {}
