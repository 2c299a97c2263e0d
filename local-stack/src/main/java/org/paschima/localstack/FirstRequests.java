package org.paschima.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What a service is asked in its rehearsal, by some hundred members: what all who were there ask for when it has been started
 * anew. Each service answers what it knows of it and refuses the rest, which is not asked again.
 */
final class FirstRequests {

    private static final String TENANT = "rehearsal";
    private static final int MEMBERS = 300;
    private static final int KNOWN = 300; // answers from there on are refusals
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SCOPES = "practice:write insight:read nudge:read";

    private final URI service;
    private final RsaTokens tokens;

    /** What one member asks for; {@code from} is the cursor it comes back with, empty for its first time. */
    private record Asked(String path, String from, String body) {

        static Asked get(String path) {
            return new Asked(path, "", "");
        }

        HttpRequest.Builder under(URI members) {
            var request = HttpRequest.newBuilder(URI.create(members + path)).timeout(PATIENCE);
            if (!from.isEmpty()) {
                request.header("Last-Event-ID", from);
            }
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
            }
            return request;
        }
    }

    FirstRequests(URI service, RsaTokens tokens) {
        this.service = service;
        this.tokens = tokens;
    }

    /** Asks; how many requests were answered. */
    int ask() throws IOException, InterruptedException {
        int answered = 0;
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var asked : all(OffsetDateTime.now(ZoneOffset.UTC))) {
                boolean isKnown = true;
                for (int member = 0; member < MEMBERS && isKnown; member++) {
                    isKnown = isAnswered(client, asked, "m-" + member);
                    answered += isKnown ? 1 : 0;
                }
            }
        }
        return answered;
    }

    private static List<Asked> all(OffsetDateTime now) {
        var today = now.toLocalDate();
        return List.of(
                Asked.get("/nudges/stream"),
                new Asked("/nudges/stream", "0", ""),
                Asked.get("/nudges?after=0"),
                Asked.get("/nudges/now"),
                Asked.get("/today"),
                Asked.get("/trends?region=upper-back&from=" + today.minusDays(90) + "&to=" + today),
                new Asked(
                        "/tension-reports",
                        "",
                        "{\"at\": \"" + now
                                + "\", \"zone\": \"UTC\", \"tension\": [{\"region\": \"neck\", \"value\": 4}]}"));
    }

    /** A stream is left once it has begun. */
    private boolean isAnswered(HttpClient client, Asked asked, String member) throws IOException, InterruptedException {
        var request = asked.under(service.resolve("/v1/members/" + member))
                .header("Authorization", "Bearer " + tokens.of(TENANT, member, SCOPES))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            return answer.statusCode() < KNOWN && body.read() >= 0;
        }
    }
}
