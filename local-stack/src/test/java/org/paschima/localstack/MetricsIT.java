package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsIT {

    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) ", Pattern.MULTILINE);
    private static final Pattern HELP = Pattern.compile("^# HELP (\\S+) *(.*)$", Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @Test
    void every_metric_of_every_service_says_what_it_is() throws Exception {
        try (var stack = QuietStack.in(folder);
                var client = HttpClient.newHttpClient()) {
            for (var service : Map.of(
                            "session", stack.running().session(),
                            "insight", stack.running().insight(),
                            "notify", stack.running().notifications())
                    .entrySet()) {
                var request = HttpRequest.newBuilder(URI.create(service.getValue() + "/metrics"))
                        .build();
                var text = client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body();

                var names = new TreeSet<String>();
                TYPE.matcher(text).results().forEach(each -> names.add(each.group(1)));
                var helps = new TreeMap<String, String>();
                HELP.matcher(text).results().forEach(each -> helps.put(each.group(1), each.group(2)));
                assertThat(names)
                        .as("metrics of " + service.getKey())
                        .anyMatch(name -> name.startsWith(service.getKey() + "_"))
                        .contains("http_requests_in_flight");
                assertThat(names)
                        .as("metrics of %s without a help text", service.getKey())
                        .allMatch(name -> helps.getOrDefault(name, "").contains(" "));
            }
        }
    }
}
