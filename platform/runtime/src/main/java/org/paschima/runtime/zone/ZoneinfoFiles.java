package org.paschima.runtime.zone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a directory of compiled rules says about itself.
 *
 * @param versions all that its files say; one, when the directory is whole
 * @param zones that have to be there
 * @param links names that are others' too, which some distributions leave out
 */
record ZoneinfoFiles(Set<String> versions, Set<String> zones, Map<String, String> links) {

    private static final Pattern IANA_VERSION = Pattern.compile("(?m)^IANA_VERSION\\s*=\\s*[\"']([^\"']*)[\"']");

    static ZoneinfoFiles of(Path root) throws IOException {
        var files = new ZoneinfoFiles(new TreeSet<>(), new HashSet<>(), new HashMap<>());
        files.readSource(root.resolve("tzdata.zi"));
        for (var name : new String[] {"+VERSION", "version"}) {
            var text = text(root.resolve(name));
            if (text != null) {
                files.versions.add(text.strip());
            }
        }
        files.readPackage(root.resolveSibling("__init__.py"), root.resolveSibling("zones"));
        return files;
    }

    @Nullable
    RulesVersion version() {
        return versions.size() == 1
                ? RulesVersion.parse(versions.iterator().next()).orElse(null)
                : null;
    }

    /** The source of the rules in short, {@code tzdata.zi}: its first line names the version. */
    private void readSource(Path file) throws IOException {
        var text = text(file);
        if (text == null) {
            return;
        }
        text.lines().forEach(line -> {
            var words = line.split(" ", 4);
            if (line.startsWith("# version ")) {
                versions.add(line.substring("# version ".length()).strip());
            } else if (line.startsWith("Z ") && words.length > 2) {
                zones.add(words[1]);
            } else if (line.startsWith("L ") && words.length == 3) {
                links.put(words[2], words[1]);
            }
        });
    }

    /** The wheel has its version and the names beside the folder; the same names there may be of something else. */
    private void readPackage(Path init, Path names) throws IOException {
        var text = text(init);
        var version = text == null ? null : IANA_VERSION.matcher(text);
        if (version == null || !version.find()) {
            return;
        }
        versions.add(version.group(1));
        var listed = text(names);
        if (listed != null) {
            listed.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(zones::add);
        }
    }

    private static @Nullable String text(Path file) throws IOException {
        return Files.isRegularFile(file) ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) : null;
    }
}
