package org.paschima.session.planted.http;

import org.apache.kafka.common.TopicPartition;
import org.bson.types.ObjectId;

/** A class of the HTTP side that knows Kafka and MongoDB, and a domain that knows it. */
public record Planted(TopicPartition partition, ObjectId id, org.paschima.session.planted.domain.Planted shown) {}
