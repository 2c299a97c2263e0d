package org.paschima.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A member of another studio who asks each service for a little, again and again, and is always to be served. */
public final class Neighbour {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What it tells session-service, and asks insight-service and notify-service. */
    public static final String TELLS = "/tension-reports";

    public static final String ASKS_INSIGHT = "/summary";
    public static final String ASKS_NOTIFICATIONS = "/decisions";

    private final HttpClient client;
    private final Greed.At at;
    private final String token;

    public Neighbour(HttpClient client, Greed.At at, String token) {
        this.client = client;
        this.at = at;
        this.token = token;
    }

    /** How long one answer took. */
    public record Probe(String path, Duration took) {}

    /** How it was answered: what was not served, and how long each answer took, the shortest first. */
    public record Served(List<String> refused, List<Probe> answers) {

        public Served {
            refused = List.copyOf(refused);
            answers = answers.stream().sorted(Comparator.comparing(Probe::took)).toList();
        }

        /** What 99 of 100 answers took at most. */
        public Duration p99() {
            return part(99);
        }

        public Duration p50() {
            return part(50);
        }

        private Duration part(int percent) {
            return answers.get((answers.size() * percent - 1) / 100).took();
        }

        /** Those of one path alone. */
        public Served of(String path) {
            return new Served(
                    refused,
                    answers.stream().filter(probe -> probe.path().equals(path)).toList());
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", p50().toNanos() / 1e6, p99().toNanos() / 1e6);
        }
    }

    /** Tells of its tension, and asks for its summary and its nudges, so many times. */
    public Served asks(int times) throws InterruptedException {
        return asks(times, Duration.ofDays(1));
    }

    /** So many times, or as often as it can within a time, but once. */
    public Served asks(int times, Duration within) throws InterruptedException {
        var refused = new ArrayList<String>();
        var answers = new ArrayList<Probe>();
        long begin = System.nanoTime();
        for (int i = 0; i < times && (i == 0 || System.nanoTime() - begin < within.toNanos()); i++) {
            ask(at.session(), TELLS, refused, answers);
            ask(at.insight(), ASKS_INSIGHT, refused, answers);
            ask(at.notifications(), ASKS_NOTIFICATIONS, refused, answers);
        }
        return new Served(refused, answers);
    }

    private void ask(URI service, String path, List<String> refused, List<Probe> answers) throws InterruptedException {
        var request = request(service, path);
        if (path.equals(TELLS)) {
            request.POST(BodyPublishers.ofString("""
                    {"at": "2026-03-02T09:00:00+01:00", "zone": "Europe/Berlin", "tension": [{"region": "neck", "value": 4}]}"""));
        }
        long began = System.nanoTime();
        refused.addAll(refusal(request.build()));
        answers.add(new Probe(path, Duration.ofNanos(System.nanoTime() - began)));
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
