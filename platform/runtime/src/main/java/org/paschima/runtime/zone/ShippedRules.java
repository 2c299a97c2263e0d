package org.paschima.runtime.zone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The rules that Paschima ships, since a JDK's are months behind the world's and a system's often more: the tzdata wheel
 * as its makers publish it, byte for byte, so that its digest can be held against theirs.
 *
 * <p>Unlike a directory that somebody names, it is not checked at the start but by the tests: the rules of a zone are
 * parsed when they are first asked for.
 *
 * @param version of the time zone database
 * @param rules reads them
 */
record ShippedRules(RulesVersion version, Supplier<RuleSet> rules) {

    /** To renew it, put the newest wheel beside this class, and name it here. */
    static final String WHEEL = "tzdata-2026f.whl";

    private static final RulesVersion VERSION = new RulesVersion(2026, "f", "2026f");
    private static final String FOLDER = "tzdata/zoneinfo/";

    static ShippedRules ofThisRelease() {
        return new ShippedRules(VERSION, ShippedRules::read);
    }

    private static RuleSet read() {
        var zones = new HashMap<String, Supplier<ZoneRules>>();
        try (var in =
                new ZipInputStream(Objects.requireNonNull(ShippedRules.class.getResourceAsStream(WHEEL), WHEEL))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (isZone(entry)) {
                    var content = in.readAllBytes();
                    zones.put(
                            entry.getName().substring(FOLDER.length()),
                            new OnDemand(() -> new CompiledZone(TzifFile.read(content)).rules()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(WHEEL + " cannot be read", e);
        }
        return new RuleSet(VERSION, Map.copyOf(zones));
    }

    /** Everything of the folder but the package's own files and the tables, whose names have small letters or a dot. */
    private static boolean isZone(ZipEntry entry) {
        var name = entry.getName();
        return name.startsWith(FOLDER)
                && !name.endsWith(".py")
                && ZoneinfoDirectory.isName(name.substring(FOLDER.length()));
    }
}
