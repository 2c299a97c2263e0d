package org.paschima.log;

/**
 * Which topic this really is: a topic that was deleted and made again has the same name and another id.
 *
 * @param topicId given by the broker when the topic was created
 * @param partitions fixed for a topic's life
 */
public record TopicIdentity(String topicId, int partitions) {}
