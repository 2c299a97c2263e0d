package org.paschima.insight.planted.http;

import org.bson.types.ObjectId;
import org.paschima.log.kafka.KeyPartition;

/** A class of the HTTP side that knows Kafka, MongoDB, another service, and a domain that knows it. */
public record Planted(
        KeyPartition partition,
        ObjectId id,
        org.paschima.insight.planted.domain.Planted shown,
        org.paschima.session.Planted other) {}
