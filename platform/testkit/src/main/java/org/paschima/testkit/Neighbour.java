package org.paschima.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A member of another studio who asks each service for a little, again and again, and is always to be served. */
public final class Neighbour {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client;
    private final Greed.At at;
    private final String token;

    public Neighbour(HttpClient client, Greed.At at, String token) {
        this.client = client;
        this.at = at;
        this.token = token;
    }

    /** How it was answered: what was not served, and how long each answer took, in order. */
    public record Served(List<String> refused, List<Duration> took) {

        public Served {
            refused = List.copyOf(refused);
            took = took.stream().sorted().toList();
        }

        /** What 99 of 100 answers took at most. */
        public Duration p99() {
            return took.get((took.size() * 99 - 1) / 100);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "p50 %.1f ms, p99 %.1f ms",
                    took.get(took.size() / 2).toNanos() / 1e6,
                    p99().toNanos() / 1e6);
        }
    }

    /** Tells of its tension, and asks for its summary and its nudges, so many times. */
    public Served asks(int times) throws InterruptedException {
        var refused = new ArrayList<String>();
        var took = new ArrayList<Duration>();
        for (int i = 0; i < times; i++) {
            for (var request : List.of(
                    request(at.session(), "/tension-reports").POST(BodyPublishers.ofString("""
                            {"at": "2026-03-02T09:00:00+01:00", "zone": "Europe/Berlin", "tension": [{"region": "neck", "value": 4}]}""")),
                    request(at.insight(), "/summary").GET(),
                    request(at.notifications(), "/decisions").GET())) {
                long began = System.nanoTime();
                refused.addAll(refusal(request.build()));
                took.add(Duration.ofNanos(System.nanoTime() - began));
            }
        }
        return new Served(refused, took);
    }

    private HttpRequest.Builder request(URI service, String path) {
        return HttpRequest.newBuilder(service.resolve("/v1/members/me" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private List<String> refusal(HttpRequest request) throws InterruptedException {
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2 ? List.of() : List.of(request.uri() + ": " + answer.body());
        } catch (IOException e) {
            return List.of(request.uri() + ": " + e);
        }
    }
}
