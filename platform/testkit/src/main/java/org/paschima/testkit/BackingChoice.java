package org.paschima.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Whether the Kafka and the MongoDB of the tests are containers, or run on this machine without any.
 *
 * @param reason why, in words
 */
record BackingChoice(boolean isContainers, String kafkaImage, String mongoImage, String reason) {

    private static final String NAME = "PASCHIMA_BACKING";
    private static final String HOST = "TESTCONTAINERS_HOST_OVERRIDE";

    /**
     * Chooses by {@code PASCHIMA_BACKING}: {@code local}, {@code containers}, or {@code auto}, the default, which takes
     * containers where they can be had without pulling anything.
     *
     * @param hasImage whether a Docker daemon answers and has an image; asked only when it matters
     * @param isInContainer whether this JVM is in a container itself
     * @throws IllegalStateException when containers are asked for and cannot be had
     */
    static BackingChoice of(Map<String, String> env, Predicate<String> hasImage, boolean isInContainer) {
        var kafka = env.getOrDefault("KAFKA_IMAGE", "apache/kafka:4.4.0");
        var mongo = env.getOrDefault("MONGO_IMAGE", "mongo:8.0");
        var asked = env.getOrDefault(NAME, "auto").toLowerCase(Locale.ROOT);
        if (asked.equals("local")) {
            return new BackingChoice(false, kafka, mongo, NAME + "=local");
        }
        if (!asked.equals("auto") && !asked.equals("containers")) {
            throw new IllegalStateException(NAME + " must be auto, containers or local: " + asked);
        }
        var obstacle = obstacle(env, hasImage, isInContainer, List.of(kafka, mongo));
        if (obstacle.isEmpty()) {
            return new BackingChoice(true, kafka, mongo, "a Docker daemon answers and has the images");
        }
        if (asked.equals("containers")) {
            throw new IllegalStateException(NAME + "=containers, but " + obstacle);
        }
        return new BackingChoice(false, kafka, mongo, obstacle);
    }

    private static String obstacle(
            Map<String, String> env, Predicate<String> hasImage, boolean isInContainer, List<String> images) {
        for (var image : images) {
            if (!hasImage.test(image)) {
                return "no Docker daemon answers that has " + image + "; start one and docker pull " + image;
            }
        }
        return isInContainer && !env.containsKey(HOST)
                ? "this is a container itself; set " + HOST + " to the host that published ports are reached on"
                : "";
    }
}
