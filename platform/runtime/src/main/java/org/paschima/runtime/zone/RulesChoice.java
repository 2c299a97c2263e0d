package org.paschima.runtime.zone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.paschima.runtime.zone.ZoneRulesInUse.Source;

/**
 * Which rules a process takes: those of the directory that is named; else the newest of the JDK's, those that this release
 * ships, and the system's.
 *
 * <p>A name that the directory lacks keeps the rules the directory has for another name of the same zone, or the JDK's:
 * records name zones for ever, and a name that was good when a record was kept must not stop its being read.
 */
record RulesChoice(ZoneRulesInUse inUse, Map<String, Supplier<ZoneRules>> zones) {

    static final String SETTING = "ZONEINFO_DIR";
    static final Path SYSTEM = Path.of("/usr/share/zoneinfo");

    /** Names of the database that some JDKs leave out, and what each is another name of. */
    private static final Map<String, String> LEFT_OUT_BY_THE_JDK = Map.of(
            "EST", "America/Panama",
            "MST", "America/Phoenix",
            "HST", "Pacific/Honolulu",
            "ROC", "Asia/Taipei",
            "GMT+0", "Etc/GMT",
            "GMT-0", "Etc/GMT",
            "Factory", "Etc/UTC");

    /** Names of the JDK that the database gave up long ago. */
    private static final String OF_NO_DATABASE = "SystemV/";

    RulesChoice {
        zones = Map.copyOf(zones);
    }

    /** Throws {@link BadZoneRulesException} when a directory was named and is not right. */
    static RulesChoice of(Map<String, String> environment, Path system, ShippedRules shipped, Path javaHome) {
        var jdk = JdkRules.of(javaHome);
        var named = environment.getOrDefault(SETTING, "").strip();
        if (!named.isEmpty()) {
            return from(ZoneinfoDirectory.read(Path.of(named)), Source.DIRECTORY, named, jdk);
        }
        boolean isShippedNewer = shipped.version().compareTo(jdk.version()) > 0;
        var newest = isShippedNewer ? shipped.version() : jdk.version();
        Optional<String> remark = Optional.empty();
        try {
            var version = Files.isDirectory(system) ? ZoneinfoDirectory.version(system) : null;
            if (version != null && version.compareTo(newest) > 0) {
                return from(ZoneinfoDirectory.read(system), Source.SYSTEM, system.toString(), jdk);
            }
        } catch (BadZoneRulesException e) {
            remark = Optional.of(String.valueOf(e.getMessage()));
        }
        return isShippedNewer
                ? from(shipped.rules().get(), Source.SHIPPED, ShippedRules.WHEEL, jdk)
                        .remarking(remark)
                : ofJdk(jdk, javaHome, remark);
    }

    private RulesChoice remarking(Optional<String> remark) {
        return remark.isEmpty()
                ? this
                : new RulesChoice(new ZoneRulesInUse(inUse.version(), inUse.source(), inUse.place(), remark), zones);
    }

    private static RulesChoice from(RuleSet found, Source source, String place, JdkRules jdk) {
        var zones = new TreeMap<>(found.zones());
        var names = new TreeMap<>(LEFT_OUT_BY_THE_JDK);
        names.putAll(jdk.aliases());
        var theirs = jdk.all().zones();
        int kept = 0;
        for (var missing : theirs.keySet()) {
            var same = found.zones().get(names.getOrDefault(missing, missing));
            kept += zones.containsKey(missing) || same != null || missing.startsWith(OF_NO_DATABASE) ? 0 : 1;
            zones.putIfAbsent(missing, same != null ? same : theirs.get(missing));
        }
        addLeftOut(zones);
        var version = found.version();
        var remark = version.compareTo(jdk.version()) < 0
                ? "the directory is older than the JDK's rules, which are " + jdk.version()
                : kept > 0 ? kept + " names that it lacks keep the JDK's rules, " + jdk.version() : "";
        return new RulesChoice(
                new ZoneRulesInUse(
                        version.text(), source, place, Optional.of(remark).filter(text -> !text.isEmpty())),
                zones);
    }

    private static RulesChoice ofJdk(JdkRules jdk, Path javaHome, Optional<String> remark) {
        var zones = new TreeMap<>(jdk.all().zones());
        addLeftOut(zones);
        return new RulesChoice(
                new ZoneRulesInUse(
                        jdk.version().text(),
                        Source.JDK,
                        javaHome.resolve("lib").toString(),
                        remark),
                zones);
    }

    private static void addLeftOut(Map<String, Supplier<ZoneRules>> zones) {
        LEFT_OUT_BY_THE_JDK.forEach((name, other) -> {
            var rules = zones.get(other);
            if (rules != null) {
                zones.putIfAbsent(name, rules);
            }
        });
    }
}
