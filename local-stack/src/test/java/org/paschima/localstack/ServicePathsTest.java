package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.paschima.localstack.ServicePaths.Part;

/** The three services fit under one origin, and the documents say how. */
class ServicePathsTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| (session|insight|notify)-service \\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("`/v1/([a-z{}:/-]+)`");

    private static byte[] document(String path) {
        return ("{\"paths\": {\"" + path + "\": {}}}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void the_paths_of_the_services_do_not_overlap() {
        assertThat(ServicePaths.published().words())
                .containsEntry("members/practices", Part.SESSION)
                .containsEntry("members/today", Part.INSIGHT)
                .containsEntry("members/nudges", Part.NOTIFY)
                .hasSizeGreaterThan(20);
    }

    @Test
    void two_services_that_claim_one_word_are_refused() {
        assertThatThrownBy(() -> ServicePaths.of(Map.of(
                        Part.SESSION, document("/v1/members/{member}/notes"),
                        Part.INSIGHT, document("/v1/members/{member}/notes/{id}"))))
                .hasMessageContaining("notes");
    }

    @Test
    void a_path_is_the_service_s_whose_word_it_has_and_any_other_is_nobody_s() {
        var paths = ServicePaths.published();

        assertThat(paths.partOf("/v1/members/me/nudges/stream")).contains(Part.NOTIFY);
        assertThat(paths.partOf("/v1/members/m%2F1/trends")).contains(Part.INSIGHT);
        assertThat(paths.partOf("/v1/records/batch")).contains(Part.SESSION);
        assertThat(paths.partOf("/v1/members")).isEmpty();
        assertThat(paths.partOf("/v1/nonsense")).isEmpty();
        assertThat(paths.partOf("/")).isEmpty();
    }

    @Test
    void the_table_for_an_ingress_is_the_one_that_holds() throws IOException {
        var operations = Files.readString(Path.of("../docs/operations.md"));
        var documented = new TreeMap<String, Part>();
        ROW.matcher(operations)
                .results()
                .forEach(row -> WORD.matcher(row.group(2))
                        .results()
                        .forEach(word -> documented.put(
                                word.group(1).replace("members/{member}/", "members/"),
                                switch (row.group(1)) {
                                    case "session" -> Part.SESSION;
                                    case "insight" -> Part.INSIGHT;
                                    default -> Part.NOTIFY;
                                })));

        assertThat(documented).isEqualTo(new TreeMap<>(ServicePaths.published().words()));
    }
}
