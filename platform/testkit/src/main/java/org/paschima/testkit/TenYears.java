package org.paschima.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * What a member has told of each day of ten years.
 *
 * @param regions whose tension is told
 */
public record TenYears(List<String> regions) {

    private static final LocalDate FIRST = LocalDate.of(2016, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2025, 12, 31);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public TenYears {
        regions = List.copyOf(regions);
    }

    /** Tells of them, in one batch, and returns the position of the last. */
    public String tell(HttpClient client, URI session, String token) throws IOException, InterruptedException {
        var lines = FIRST.datesUntil(LAST.plusDays(1)).map(this::line).collect(Collectors.joining());
        var last = batch(client, session, token, lines).lines().toList().getLast();
        var asOf = Document.parse(last).getString("asOf");
        if (asOf == null) {
            throw new IOException("not kept: " + last);
        }
        return asOf;
    }

    /** Tells of the last day again, and returns what was answered. */
    public String tellAgain(HttpClient client, URI session, String token) throws IOException, InterruptedException {
        return batch(client, session, token, line(LAST));
    }

    /** The last of them, a record a line. */
    String lastYear() {
        return LAST.minusYears(1)
                .plusDays(1)
                .datesUntil(LAST.plusDays(1))
                .map(this::line)
                .collect(Collectors.joining());
    }

    private static String batch(HttpClient client, URI session, String token, String lines)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(session.resolve("/v1/records/batch"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines));
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    private String line(LocalDate day) {
        var tension = regions.stream()
                .map(region ->
                        "{\"region\":\"" + region + "\",\"value\":" + (day.getDayOfYear() + region.length()) % 11 + "}")
                .collect(Collectors.joining(","));
        return "{\"kind\":\"tension-report\",\"clientRecordId\":\"r-" + day + "\",\"version\":1,\"at\":\"" + day
                + "T12:00:00Z\",\"zone\":\"UTC\",\"tension\":[" + tension + "]}\n";
    }
}
