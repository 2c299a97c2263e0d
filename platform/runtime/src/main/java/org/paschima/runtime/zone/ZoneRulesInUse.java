package org.paschima.runtime.zone;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which time zone rules this process uses, for whoever operates it.
 *
 * @param version of the time zone database, such as 2026c
 * @param place the directory or file they were read from
 * @param remark what the operator should know about the choice
 */
public record ZoneRulesInUse(String version, Source source, String place, Optional<String> remark) {

    /** Rules change a few times a year, and governments give short notice. */
    static final Duration OLD = Duration.ofDays(366);

    /** Where they are from. */
    public enum Source {
        /** Named by {@code ZONEINFO_DIR}. */
        DIRECTORY,
        SYSTEM,
        /** Those of this release. */
        SHIPPED,
        JDK;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How old they are at most: releases say their year and their order, not their day. */
    public Duration age(Instant now) {
        return RulesVersion.parse(version)
                .map(known -> Duration.between(known.releasedFrom(), now))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
    }

    /** What is wrong with rules that are older than a year, and what to do. */
    public Optional<String> warning(Instant now) {
        return age(now).compareTo(OLD) > 0
                ? Optional.of(
                        "the time zone rules (" + version + ", of the " + source.wire()
                                + ") may be more than a year old; take a newer release, renew the system's, or name a newer directory with ZONEINFO_DIR")
                : Optional.empty();
    }
}
