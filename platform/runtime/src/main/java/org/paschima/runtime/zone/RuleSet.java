package org.paschima.runtime.zone;

import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.function.Supplier;

/** The rules of all zones that one source has, of one version, by name. */
record RuleSet(RulesVersion version, Map<String, Supplier<ZoneRules>> zones) {

    RuleSet {
        zones = Map.copyOf(zones);
    }
}
