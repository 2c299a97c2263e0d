package org.paschima.runtime.zone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of compiled time zones, read whole or not at all: the system's zoneinfo, or the {@code tzdata} wheel, whose
 * folder {@code tzdata} has them under {@code zoneinfo}.
 *
 * <p>Everything is read at once: files that are replaced later, as a package's update does, must not mix two versions.
 * The files of a name and of its links are the same, so each content is parsed once,
 * and checked then; rules are made of it when they are asked for.
 */
final class ZoneinfoDirectory {

    private static final String WHAT_TO_DO =
            "; give it a whole directory of compiled rules (the system's zoneinfo, or the folder tzdata of the tzdata wheel),"
                    + " or leave ZONEINFO_DIR empty";
    private static final int DEEPEST = 3;
    private static final long LARGEST = 256 * 1024;

    /** As all names of the database are; what else lies there (zone.tab, leapseconds, posixrules, localtime) is not. */
    private static final Pattern PART_OF_A_NAME = Pattern.compile("[A-Z][A-Za-z0-9_+-]*");

    private static final Set<String> TEXTS =
            Set.of("CONTRIBUTING", "LICENSE", "NEWS", "README", "SECURITY", "THEORY", "VERSION");

    private final Path root;
    private final Map<String, Supplier<ZoneRules>> zones = new TreeMap<>();
    private final Map<ByteBuffer, Supplier<ZoneRules>> parsed = new HashMap<>();

    private ZoneinfoDirectory(Path root) {
        this.root = root;
    }

    /** Reads a directory; throws {@link BadZoneRulesException} unless all of it is right. */
    static RuleSet read(Path named) {
        if (!Files.isDirectory(named)) {
            throw new BadZoneRulesException(
                    "the time zone rules in " + named + " cannot be used: it is no directory" + WHAT_TO_DO);
        }
        for (var below : List.of("tzdata/zoneinfo", "zoneinfo")) {
            if (Files.isDirectory(named.resolve(below))) {
                return new ZoneinfoDirectory(named.resolve(below)).read();
            }
        }
        return new ZoneinfoDirectory(named).read();
    }

    /** The version of a directory alone, which is quick to tell; null when it says none. */
    static @Nullable RulesVersion version(Path root) {
        return new ZoneinfoDirectory(root).files().version();
    }

    /** Whether a file of a zoneinfo folder has the name of a zone, such as America/Argentina/Salta. */
    static boolean isName(String path) {
        var parts = path.split("/", -1);
        return parts.length <= DEEPEST
                && !TEXTS.contains(parts[parts.length - 1])
                && Stream.of(parts)
                        .allMatch(part -> PART_OF_A_NAME.matcher(part).matches());
    }

    private ZoneinfoFiles files() {
        try {
            return ZoneinfoFiles.of(root);
        } catch (IOException e) {
            throw unreadable(root, e);
        }
    }

    private RuleSet read() {
        var files = files();
        var version = files.version();
        if (version == null) {
            throw refused(
                    root,
                    files.versions().isEmpty()
                            ? "its version is not said by tzdata.zi, +VERSION or version"
                            : "its files are of different versions: " + files.versions());
        }
        collect(root, "", 1);
        if (zones.isEmpty()) {
            throw refused(root, "it has no compiled time zone");
        }
        var missing = new TreeSet<>(files.zones());
        missing.removeAll(zones.keySet());
        if (!missing.isEmpty()) {
            throw refused(root.resolve(missing.first()), "it is missing, though the directory's own list names it");
        }
        files.links().forEach((link, target) -> {
            var rules = zones.get(target);
            if (rules != null) {
                zones.putIfAbsent(link, rules);
            }
        });
        return new RuleSet(version, zones);
    }

    private void collect(Path folder, String prefix, int depth) {
        List<Path> entries;
        try (var listed = Files.list(folder)) {
            entries = listed.sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        for (var entry : entries) {
            var part = entry.getFileName().toString();
            if (!PART_OF_A_NAME.matcher(part).matches() || TEXTS.contains(part)) {
                continue;
            }
            if (!Files.isDirectory(entry)) {
                zones.put(prefix + part, rules(entry));
            } else if (depth < DEEPEST) {
                collect(entry, prefix + part + "/", depth + 1);
            }
        }
    }

    private Supplier<ZoneRules> rules(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw refused(file, "it is too large for a compiled time zone");
            }
            var content = Files.readAllBytes(file);
            return parsed.computeIfAbsent(ByteBuffer.wrap(content), _ -> {
                var zone = new CompiledZone(TzifFile.read(content));
                return new OnDemand(zone::rules);
            });
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (IllegalArgumentException e) {
            throw refused(file, "it " + e.getMessage());
        }
    }

    private static BadZoneRulesException unreadable(Path file, IOException e) {
        return refused(file, "it cannot be read (" + e.getClass().getSimpleName() + ")");
    }

    private static BadZoneRulesException refused(Path file, String why) {
        return new BadZoneRulesException("the time zone rules in " + file + " cannot be used: " + why + WHAT_TO_DO);
    }
}
