package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the build and the documents say of the repository holds. */
class RepositoryTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");
    private static final Pattern VERSION = Pattern.compile("<([a-z0-9.-]+\\.version)>");
    private static final Pattern MANAGED =
            Pattern.compile("<dependencyManagement>.*</dependencyManagement>", Pattern.DOTALL);

    private static String parent() throws IOException {
        return Files.readString(ROOT.resolve("pom.xml"));
    }

    private static String modules() throws IOException {
        var text = new StringBuilder(MANAGED.matcher(parent()).replaceAll(""));
        try (var files = Files.walk(ROOT, 3)) {
            for (var pom : files.filter(each -> each.endsWith("pom.xml") && !each.equals(ROOT.resolve("pom.xml")))
                    .toList()) {
                text.append(Files.readString(pom));
            }
        }
        return text.toString();
    }

    /** A library that nothing uses goes; one that others bring, in versions that differ, says so. */
    @Test
    void every_library_that_the_parent_names_is_declared_by_a_module() throws Exception {
        var modules = modules();
        var idle = new ArrayList<String>();
        var managed =
                MANAGED.matcher(parent()).results().map(MatchResult::group).collect(Collectors.joining());
        DEPENDENCY.matcher(managed).results().map(each -> each.group(1)).forEach(entry -> {
            var artifact = ARTIFACT.matcher(entry).results().findFirst().orElseThrow();
            boolean isNeeded = entry.contains("<scope>import</scope>")
                    || entry.contains("<!-- transitive:")
                    || modules.contains(artifact.group());
            if (!isNeeded) {
                idle.add(artifact.group(1));
            }
        });

        assertThat(DEPENDENCY.matcher(managed).results()).hasSizeGreaterThan(30);
        assertThat(idle).isEmpty();
    }

    @Test
    void every_version_of_the_parent_is_used() throws Exception {
        var parent = parent();

        assertThat(VERSION.matcher(parent).results().map(each -> each.group(1)))
                .hasSizeGreaterThan(15)
                .allMatch(name -> parent.contains("${" + name + "}"));
    }
}
