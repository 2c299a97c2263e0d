package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsIT {

    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) ", Pattern.MULTILINE);
    private static final Pattern HELP = Pattern.compile("^# HELP (\\S+) *(.*)$", Pattern.MULTILINE);

    private static final int MOST_SERIES = 400;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void every_metric_says_what_it_is_and_the_documents_name_those_that_there_are() throws Exception {
        try (var stack = QuietStack.in(folder);
                var client = HttpClient.newHttpClient()) {
            var of = new TreeMap<String, Set<String>>();
            for (var service : Map.of(
                            "session", stack.running().session(),
                            "insight", stack.running().insight(),
                            "notify", stack.running().notifications())
                    .entrySet()) {
                of.put(service.getKey(), withHelp(client, service.getKey(), service.getValue()));
            }

            assertThat(of.values().stream().flatMap(Set::stream).toList())
                    .as("the table of limits and the list of metrics in docs/operations.md")
                    .containsAll(LimitsTableTest.metrics())
                    .containsAll(OperationsMetrics.named());
            assertThat(of.get("insight")).contains("mongodb_driver_pool_checkedout");
            assertThat(of.get("notify")).contains("mongodb_driver_pool_checkedout");
            assertThat(of.values())
                    .allMatch(names -> names.contains("jvm_memory_used_bytes")
                            && names.contains("process_files_open_files")
                            && names.contains("http_requests_in_flight"));
        }
    }

    private static Set<String> withHelp(HttpClient client, String service, String address) throws Exception {
        get(client, address + "/v1/nothing"); // so that one request was answered, and is counted soon after
        await().atMost(SOON).until(() -> get(client, address + "/metrics").contains("http_requests_answered_seconds"));
        var text = get(client, address + "/metrics");
        var names = new TreeSet<String>();
        TYPE.matcher(text).results().forEach(each -> names.add(each.group(1)));
        var helps = new TreeMap<String, String>();
        HELP.matcher(text).results().forEach(each -> helps.put(each.group(1), each.group(2)));

        assertThat(names).as("metrics of " + service).anyMatch(name -> name.startsWith(service + "_"));
        assertThat(names)
                .as("metrics of %s without a help text", service)
                .allMatch(name -> helps.getOrDefault(name, "").contains(" "));
        // of each process: what grows with members, tenants or collections would not stop here
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .as("series of " + service)
                .hasSizeBetween(60, MOST_SERIES);
        return names;
    }

    private static String get(HttpClient client, String address) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(SOON).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
