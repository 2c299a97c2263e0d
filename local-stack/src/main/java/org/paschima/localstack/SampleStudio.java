package org.paschima.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.codec.RecordWriter;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.simulator.SimulatedMember;
import org.paschima.simulator.Studio;

/**
 * Members with 90 days of seeded history and today's so far, loaded through the HTTP API like anybody's: enough of them,
 * who share with their teacher, for a studio's answers and those of two of its groups to lie above the privacy floor. A third
 * group lies below it.
 *
 * <p>The same instant gives the same records under the same ids and versions, so loading it again finishes what was begun.
 */
final class SampleStudio {

    static final String TENANT = "demo-studio";
    private static final long SEED = 1;
    private static final int MEMBERS = 48;
    private static final int DAYS = 90;
    private static final int WORKSHOP_OF = 8;

    /** How old the newest record is at least. */
    private static final Duration NEWEST = Duration.ofMinutes(1);

    private SampleStudio() {}

    /**
     * The members, with what they may have told by then.
     *
     * <p>Somewhere it is tomorrow already and elsewhere still yesterday: a history is made up to the furthest date there is
     * and cut at the instant, so that it ends today for each of them and holds nothing of the future.
     */
    static List<Told> told(Instant now) {
        var latest = now.minus(NEWEST);
        var furthest = LocalDate.ofInstant(now, ZoneOffset.MAX);
        return Studio.members(TENANT, SEED, MEMBERS, furthest, DAYS + 2).stream()
                .map(member -> new Told(
                        member,
                        member.records().stream()
                                .filter(record -> !isOverAfter(record, latest))
                                .toList()))
                .toList();
    }

    /** A member, and the records that are told of it. */
    record Told(SimulatedMember member, List<MemberRecord> records) {}

    private static boolean isOverAfter(MemberRecord record, Instant latest) {
        var ended = record instanceof MemberRecord.Practice practice && practice.endedAt() != null
                ? practice.endedAt()
                : record.head().at();
        return ended.toInstant().isAfter(latest)
                || record.head().at().toInstant().isAfter(latest);
    }

    static void load(LocalStack stack, Instant now, Progress progress) throws IOException, InterruptedException {
        var members = told(now);
        try (var client = HttpClient.newHttpClient()) {
            for (var each : members) {
                loadSettings(stack, client, each.member());
            }
            var integrator = stack.tokens().forClient(TENANT, "studio-app", Scopes.INTEGRATOR, Duration.ofHours(1));
            var results =
                    new ArrayList<>(loadHistories(stack, client, integrator, members, record -> !isOwnWord(record)));
            for (var each : members) {
                if (each.records().stream().anyMatch(SampleStudio::isOwnWord)) {
                    var id = each.member().id().member();
                    var own = stack.tokens().forMember(TENANT, id, Scopes.MEMBER, Duration.ofHours(1));
                    results.addAll(loadHistories(stack, client, own, List.of(each), SampleStudio::isOwnWord));
                }
            }
            awaitFolded(stack, client, results);
            progress.say("sample studio: m-0001 to %s have %,d records of %d days"
                    .formatted(members.getLast().member().id().member(), results.size(), DAYS));
        }
    }

    private static void loadSettings(LocalStack stack, HttpClient client, SimulatedMember member)
            throws IOException, InterruptedException {
        var own = new Api(
                client, stack.tokens().forMember(TENANT, member.id().member(), Scopes.MEMBER, Duration.ofHours(1)));
        var base = stack.running().session() + "/v1/members/me/";
        var groups = String.join("\", \"", groups(member.id().member()));
        expect(200, own.put(base + "profile", """
                {"zone": "%s", "dayStart": "04:00", "language": "en", "groups": ["%s"], "version": 1}""".formatted(member.profile().zone(), groups)));
        expect(200, own.put(base + "consents", """
                {"tracking": true, "nudging": true, "research": false, "teacher": true, "version": 1}"""));
        expect(200, own.put(base + "screening", """
                {"conditions": [], "version": 1}"""));
    }

    /** Half of them come in the mornings and half in the evenings; the few of the workshop are hidden. */
    private static List<String> groups(String member) {
        int number = Integer.parseInt(member.substring(member.indexOf('-') + 1));
        var half = number % 2 == 0 ? "evenings" : "mornings";
        return number % WORKSHOP_OF == 0 ? List.of(half, "workshop") : List.of(half);
    }

    private static void expect(int status, Api.Reply reply) throws IOException {
        if (reply.status() != status) {
            throw new IOException("the sample studio was answered " + reply.status() + " " + reply.at("detail"));
        }
    }

    /** A statement that ends a care hold is taken from the member's own token only. */
    private static boolean isOwnWord(MemberRecord record) {
        return record instanceof MemberRecord.SymptomReport report && report.statement() != null;
    }

    private static List<Json.Obj> loadHistories(
            LocalStack stack, HttpClient client, String token, List<Told> members, Predicate<MemberRecord> which)
            throws IOException, InterruptedException {
        var lines = new StringBuilder();
        int sent = 0;
        for (var each : members) {
            for (var record : each.records()) {
                if (which.test(record)) {
                    lines.append(line(each.member(), record)).append('\n');
                    sent++;
                }
            }
        }
        var request = HttpRequest.newBuilder(URI.create(stack.running().session() + "/v1/records/batch"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .timeout(Duration.ofMinutes(2))
                .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        var results =
                response.body().lines().filter(result -> !result.isBlank()).toList();
        if (response.statusCode() != 200 || results.size() != sent) {
            throw new IOException("the sample studio's batch was answered " + response.statusCode() + " with "
                    + results.size() + " of " + sent + " results");
        }
        var kept = new ArrayList<Json.Obj>();
        for (var result : results) {
            kept.add(kept(result));
        }
        return kept;
    }

    private static Json.Obj kept(String result) throws IOException {
        try {
            if (JsonReader.read(result.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj item
                    && item.fields().get("status") instanceof Json.Num(var status)
                    && status < 300) {
                return item;
            }
            throw new IOException("a record of the sample studio was refused: " + result);
        } catch (MalformedJsonException e) {
            throw new IOException("a result of the batch is not JSON", e);
        }
    }

    /** So that what is asked first is answered of all of it: a studio's weeks are released once. */
    private static void awaitFolded(LocalStack stack, HttpClient client, List<Json.Obj> results)
            throws IOException, InterruptedException {
        var lastOfPartition = new TreeMap<String, String>();
        for (var result : results) {
            if (result.fields().get("asOf") instanceof Json.Str(var asOf)) {
                lastOfPartition.put(asOf.substring(0, asOf.indexOf(':')), asOf); // a partition's are in their order
            }
        }
        var staff = new Api(
                client, stack.tokens().forMember(TENANT, "teacher", List.of(Scopes.STUDIO), Duration.ofHours(1)));
        for (var asOf : lastOfPartition.values()) {
            expect(200, staff.get(stack.running().insight() + "/v1/studio/nudge-effect?wait=30&minAsOf=" + asOf));
        }
    }

    /** A record as a client sends it: with its kind and member, without what the service computes. */
    private static String line(SimulatedMember member, MemberRecord record) throws IOException {
        try {
            var fields = new LinkedHashMap<String, Json>();
            fields.put("kind", new Json.Str(record.kind().wire()));
            fields.put("member", new Json.Str(member.id().member()));
            if (JsonReader.read(RecordWriter.bytes(record)) instanceof Json.Obj(var written)) {
                fields.putAll(written);
            }
            fields.remove("localDate");
            return new String(JsonWriter.bytes(new Json.Obj(fields)), StandardCharsets.UTF_8);
        } catch (MalformedJsonException e) {
            throw new IOException("our own record does not read back", e);
        }
    }
}
