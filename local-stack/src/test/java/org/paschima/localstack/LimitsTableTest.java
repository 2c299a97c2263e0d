package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.paschima.insight.InsightConfig;
import org.paschima.notify.NotifyConfig;
import org.paschima.runtime.config.Env;
import org.paschima.session.SessionConfig;

/** The table of limits in {@code docs/operations.md} says what the services do. */
class LimitsTableTest {

    private static final Pattern LIMIT = Pattern.compile(
            "HTTP_(RATE|MAX|HEAD|KEEP|BODY|STALL)_.*|.*_AT_ONCE|BATCH_.*|LISTENERS_.*|WEBHOOKS?_(?!TARGETS).*|PUSH_(?!PUBLIC|PRIVATE|SUBJECT).*|MAIL_(TIMEOUT|CONFIRMATIONS_.*)|CALENDAR_.*");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Z_]+)`(?: (PT[0-9A-Z]+|\\d+))?");
    private static final Pattern METRIC = Pattern.compile("`([a-z_]+)(?:\\{[^`]*)?`");

    /** What these are by default is for the machine to say: its files, its memory. */
    private static final List<String> OF_THE_MACHINE =
            List.of("HTTP_MAX_CONNECTIONS", "HTTP_MAX_CONNECTIONS_PER_ADDRESS", "BATCH_MEMORY_MIB");

    @Test
    void every_limit_that_can_be_set_is_in_the_table_with_its_default_and_no_other_is() throws Exception {
        var documented = new TreeMap<String, Set<String>>();
        for (var row : rows()) {
            NAMED.matcher(row.get(1))
                    .results()
                    .forEach(each -> documented
                            .computeIfAbsent(each.group(1), _ -> new TreeSet<>())
                            .addAll(
                                    each.group(2) == null || OF_THE_MACHINE.contains(each.group(1))
                                            ? List.of()
                                            : List.of(written(each.group(2)))));
        }

        assertThat(documented).isEqualTo(limits()).hasSizeGreaterThan(12);
    }

    @Test
    void every_row_says_what_a_caller_sees_and_where_to_look() throws Exception {
        assertThat(rows())
                .hasSizeGreaterThan(15)
                .allMatch(row -> row.size() == 4 && row.stream().noneMatch(String::isBlank));
    }

    /** The metrics that the table tells to look at. */
    static List<String> metrics() throws IOException {
        return rows().stream()
                .flatMap(row -> METRIC.matcher(row.getLast()).results().map(each -> each.group(1)))
                .distinct()
                .toList();
    }

    private static List<List<String>> rows() throws IOException {
        var text = Files.readString(Path.of("..", "docs", "operations.md"));
        var section = text.substring(text.indexOf("\n## Limits\n"), text.indexOf("\n## Tokens\n"));
        return section.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| what |"))
                .map(line -> List.of(line.substring(1, line.lastIndexOf('|')).split("\\|")))
                .map(row -> row.stream().map(String::strip).toList())
                .toList();
    }

    /** The same duration in the same letters. */
    private static String written(String value) {
        return value.startsWith("PT") ? Duration.parse(value).toString() : value;
    }

    private static Map<String, Set<String>> limits() {
        var limits = new TreeMap<String, Set<String>>();
        for (Consumer<Env> service :
                List.<Consumer<Env>>of(SessionConfig::from, InsightConfig::from, NotifyConfig::from)) {
            var env = new Env(Map.of());
            service.accept(env);
            env.describe().lines().map(line -> line.strip().split("\\s{2,}")).forEach(each -> {
                if (LIMIT.matcher(each[0]).matches()) {
                    limits.computeIfAbsent(each[0], _ -> new TreeSet<>())
                            .addAll(OF_THE_MACHINE.contains(each[0]) ? List.of() : List.of(written(each[1])));
                }
            });
        }
        return limits;
    }
}
