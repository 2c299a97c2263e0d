package org.paschima.runtime.zone;

import java.nio.file.Path;
import java.time.zone.ZoneRulesProvider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.runtime.config.Env;
import org.paschima.runtime.zone.ZoneRulesInUse.Source;

/**
 * The time zone rules of this process: the one place they come from, for every service and tool.
 *
 * <p>The JDK takes its provider from a system property at the first use of a zone, once and for the life of the process.
 * So each {@code main} begins with {@link #orExit}, which chooses and checks the rules before anything can use a zone; where
 * something does so earlier, as an agent may, the property has to stand on the command line, and the JDK's first use
 * chooses. Nothing here may touch {@link ZoneRulesProvider} before that, not even by extending it.
 */
public final class TimeZones {

    private static final String HOOK = "java.time.zone.DefaultZoneRulesProvider";
    private static final String PROVIDER = "org.paschima.runtime.zone.InstalledZoneRules";

    /** The hook names a class and passes nothing, so what was chosen has to be found without being passed. */
    private static volatile @Nullable RulesChoice chosen;

    private static volatile boolean isTaken;

    private TimeZones() {}

    /** To begin a {@code main} with: installs the rules, or says in a sentence why it cannot, and ends with status 2. */
    public static void orExit(String name) {
        try {
            install();
        } catch (BadZoneRulesException e) {
            System.err.println(name + " cannot start: " + e.getMessage());
            System.exit(2);
        }
    }

    /**
     * Chooses the rules by {@code ZONEINFO_DIR} and makes {@code java.time} use them.
     *
     * @throws BadZoneRulesException when they are not right, or when zones were in use before
     */
    static void install() {
        var _ = choice();
        System.setProperty(HOOK, PROVIDER);
        var _ = ZoneRulesProvider.getAvailableZoneIds();
        if (!isTaken) {
            throw new BadZoneRulesException(
                    "time zones were in use before their rules could be chosen; start java with -D" + HOOK + "="
                            + PROVIDER);
        }
    }

    /** The rules that {@code java.time} uses: those that were chosen, or the JDK's own where nothing was installed. */
    public static ZoneRulesInUse inUse() {
        var newest = ZoneRulesProvider.getVersions("Etc/UTC").lastEntry();
        return isTaken
                ? choice().inUse()
                : new ZoneRulesInUse(
                        newest == null ? "unknown" : newest.getKey(),
                        Source.JDK,
                        javaHome().resolve("lib").toString(),
                        Optional.empty());
    }

    /** The setting, for those who read all of them; what it says was used before any other could be read. */
    public static void describe(Env env) {
        var _ = env.optional(
                RulesChoice.SETTING,
                "a directory of compiled time zone rules (TZif); without it the newest of this release's, the system's and the JDK's");
    }

    static synchronized RulesChoice choice() {
        var known = chosen;
        if (known == null) {
            known = RulesChoice.of(System.getenv(), RulesChoice.SYSTEM, ShippedRules.ofThisRelease(), javaHome());
            chosen = known;
        }
        return known;
    }

    /** Called by the provider when {@code java.time} takes it. */
    static void taken() {
        isTaken = true;
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }
}
