package org.paschima.runtime.zone;

import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What {@code java.time} asks for the rules of a zone; made by the JDK, by its name, at the first use of a zone. */
public final class InstalledZoneRules extends ZoneRulesProvider {

    private final Map<String, Supplier<ZoneRules>> zones;
    private final String version;

    public InstalledZoneRules() {
        var choice = TimeZones.choice();
        this.zones = choice.zones();
        this.version = choice.inUse().version();
    }

    @Override
    protected Set<String> provideZoneIds() {
        TimeZones.taken();
        return zones.keySet();
    }

    @Override
    protected ZoneRules provideRules(String zoneId, boolean forCaching) {
        var rules = zones.get(zoneId);
        if (rules == null) {
            throw new ZoneRulesException("there is no time zone named " + zoneId);
        }
        return rules.get();
    }

    @Override
    protected NavigableMap<String, ZoneRules> provideVersions(String zoneId) {
        var versions = new TreeMap<String, ZoneRules>();
        versions.put(version, provideRules(zoneId, false));
        return versions;
    }

    @Override
    public String toString() {
        return "InstalledZoneRules[" + version + "]";
    }
}
