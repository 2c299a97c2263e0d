package org.paschima.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.paschima.runtime.zone.ZoneRulesInUse;

/** Tells operators of the time zone rules: which they are, and when they have become old. Old rules are no outage. */
record ZoneRulesReport(ZoneRulesInUse rules, InstantSource time) {

    void register(MeterRegistry meters) {
        var tags = Tags.of("version", rules.version(), "source", rules.source().wire());
        Gauge.builder("zone_rules_in_use", () -> 1)
                .description(
                        "The time zone rules in use: version, and whether a directory, the system or the JDK has them")
                .tags(tags)
                .register(meters);
        Gauge.builder("zone_rules_age_seconds", () -> rules.age(time.instant()).toSeconds())
                .description("How old they are at most; renew them before a year has passed")
                .register(meters);
    }

    /** What the log says at the start, if anything. */
    Optional<String> warning() {
        return Optional.of(words()).filter(words -> !words.isEmpty());
    }

    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("zoneRules");
        json.writeStringField("version", rules.version());
        json.writeStringField("source", rules.source().wire());
        json.writeStringField("place", rules.place());
        var words = words();
        if (!words.isEmpty()) {
            json.writeStringField("warning", words);
        }
        json.writeEndObject();
    }

    private String words() {
        var age = rules.warning(time.instant()).orElse("");
        var remark = rules.remark().orElse("");
        return age + (age.isEmpty() || remark.isEmpty() ? "" : "; ") + remark;
    }
}
