package org.paschima.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.paschima.runtime.command.UsageException;
import org.paschima.testkit.AtLeastOnce;
import org.paschima.testkit.Seeds;

/** The whole stack, end to end over HTTP: what {@code ./paschima up} and {@code ./paschima demo} promise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackIT {

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 4, 10);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 26); // the clocks change on the 29th
    private static final LocalTime DAY_START = LocalTime.of(4, 0);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private static Path data;

    private LocalStack stack;

    @BeforeAll
    void up() throws Exception {
        stack = start();
        SampleStudio.load(stack, LAST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant(), QuietStack.SILENT);
    }

    @AfterAll
    void down() {
        stack.close();
        client.close();
    }

    private LocalStack start() throws Exception {
        return QuietStack.in(data);
    }

    private Api member(String member) {
        return new Api(
                client, stack.tokens().forMember(SampleStudio.TENANT, member, Scopes.MEMBER, Duration.ofHours(1)));
    }

    @Test
    void the_demonstration_tells_the_whole_story() throws Exception {
        var told = new ByteArrayOutputStream();

        new Demo(stack.running(), stack.tokens(), client, new PrintStream(told, true, UTF_8)).tell();

        assertThat(told.toString(UTF_8).lines().filter(line -> line.startsWith("  ✓ ")))
                .hasSizeGreaterThanOrEqualTo(12)
                .anyMatch(line -> line.contains("the trend came down"))
                .anyMatch(line -> line.contains("a nudge arrived on the stream"))
                .anyMatch(
                        line -> line.contains("the practice withdrew the nudge on the same stream: ALREADY_PRACTISED"))
                .anyMatch(line -> line.contains("its receipt: Nudge at"));
    }

    @Test
    void a_stack_that_is_started_again_knows_what_it_knew() throws Exception {
        var before = trendOf("m-0001");
        assertThat(before).hasSizeGreaterThan(20);

        stack.close();
        stack = start();

        assertThat(trendOf("m-0001")).isEqualTo(before);
        var report = member("m-0001").post(stack.running().session() + "/v1/members/me/tension-reports", """
                {"at": "2026-04-11T09:00:00+02:00", "zone": "Europe/Berlin", "tension": [{"region": "upper-back", "value": 9}]}""");
        assertThat(report.status()).isEqualTo(201);
        var after = trend("m-0001", LAST_DAY.minusDays(90), LAST_DAY.plusDays(2), report.at("asOf"));
        assertThat(after).hasSize(before.size() + 1).containsEntry("2026-04-11", List.of("1", "9"));
    }

    @Test
    void the_log_is_folded_anew_while_the_stack_answers() throws Exception {
        var before = trendOf("m-0002");

        assertThat(PaschimaMain.run(List.of("insight", "rebuild", "--data", data.toString())))
                .isZero();

        assertThat(trendOf("m-0002")).isEqualTo(before).hasSizeGreaterThan(20);
        assertThat(PaschimaMain.run(List.of("insight", "parked", "--data", data.toString())))
                .isZero();
    }

    @Test
    void the_sample_studio_is_large_enough_for_its_staff_to_be_told_of_it() throws Exception {
        var staff = new Api(
                client,
                stack.tokens().forMember(SampleStudio.TENANT, "teacher", List.of(Scopes.STUDIO), Duration.ofHours(1)));

        var weeks = staff.get(stack.running().insight() + "/v1/studio/cohorts?from=" + LAST_DAY.minusDays(84) + "&to="
                + LAST_DAY.minusDays(7));

        assertThat(weeks.status()).as("%s", weeks.body()).isEqualTo(200);
        var told = new ArrayList<Integer>();
        for (int i = 0; !weeks.at("items", i, "week").isEmpty(); i++) {
            if (!weeks.at("items", i, "members").isEmpty()) {
                told.add(Integer.valueOf(weeks.at("items", i, "members")));
            }
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(8).allMatch(members -> members >= 20);
    }

    @Test
    void a_second_stack_on_the_same_data_is_refused() {
        assertThatThrownBy(this::start).isInstanceOf(UsageException.class).hasMessageContaining("already running on");
    }

    private record Write(String id, long version, boolean deleted, LocalDateTime at, int value) {}

    /** What was created, corrected, moved to another day, deleted and created again, sent in any order, up to 3 times. */
    @Test
    void the_trend_is_as_if_only_the_last_versions_had_ever_been_sent() throws Exception {
        long seed = Seeds.one(20_261_124L);
        var random = new Random(seed);
        var writes = new ArrayList<Write>();
        for (int id = 1; id <= 12; id++) {
            int versions = 1 + random.nextInt(4);
            for (int version = 1; version <= versions; version++) {
                writes.add(new Write("r-" + id, version, random.nextInt(5) == 0, anyTime(random), random.nextInt(11)));
            }
        }
        var member = member("e2e-" + seed);
        var asOf = "";
        for (var write : AtLeastOnce.disordered(writes, random)) {
            asOf = send(member, write);
        }

        assertThat(trend("e2e-" + seed, FIRST_DAY.minusDays(2), LAST_DAY, asOf))
                .as("seed %d", seed)
                .isEqualTo(expected(writes));
    }

    private static LocalDateTime anyTime(Random random) {
        int hour = List.of(1, 9, 18, 23).get(random.nextInt(4));
        return FIRST_DAY.plusDays(random.nextInt(8)).atTime(hour, random.nextInt(60));
    }

    private String send(Api member, Write write) throws IOException, InterruptedException {
        var url = stack.running().session() + "/v1/members/me/tension-reports/app:" + write.id();
        var reply = write.deleted()
                ? member.delete(url + "?version=" + write.version())
                : member.put(url, """
                        {"version": %d, "at": "%s", "zone": "%s", "dayStart": "%s", "tension": [{"region": "upper-back", "value": %d}]}""".formatted(
                        write.version(),
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(write.at().atZone(ZONE)),
                        ZONE,
                        DAY_START,
                        write.value()));
        assertThat(reply.status()).as("%s: %s", write, reply.body()).isEqualTo(200);
        return reply.at("asOf");
    }

    /** The last version of each record, by local day: number of reports and their sum. */
    private static Map<String, List<String>> expected(List<Write> writes) {
        var last = new TreeMap<String, Write>();
        writes.forEach(write ->
                last.merge(write.id(), write, (left, right) -> left.version() > right.version() ? left : right));
        var days = new TreeMap<String, int[]>();
        last.values().stream().filter(write -> !write.deleted()).forEach(write -> {
            var date = write.at().toLocalTime().isBefore(DAY_START)
                    ? write.at().toLocalDate().minusDays(1)
                    : write.at().toLocalDate();
            var cell = days.computeIfAbsent(date.toString(), _ -> new int[2]);
            cell[0]++;
            cell[1] += write.value();
        });
        var expected = new TreeMap<String, List<String>>();
        days.forEach((date, cell) -> expected.put(date, List.of(Integer.toString(cell[0]), Integer.toString(cell[1]))));
        return expected;
    }

    private Map<String, List<String>> trendOf(String member) throws IOException, InterruptedException {
        return trend(member, LAST_DAY.minusDays(90), LAST_DAY, "");
    }

    /** Number and sum of the upper back's reports on each day that has any. */
    private Map<String, List<String>> trend(String member, LocalDate from, LocalDate to, String asOf)
            throws IOException, InterruptedException {
        var reply = member(member)
                .get(stack.running().insight() + "/v1/members/me/trends?region=upper-back&from=" + from + "&to=" + to
                        + (asOf.isEmpty() ? "" : "&minAsOf=" + asOf));
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
        var days = new TreeMap<String, List<String>>();
        for (int i = 0; !reply.at("series", 0, "buckets", i, "localDate").isEmpty(); i++) {
            days.put(
                    reply.at("series", 0, "buckets", i, "localDate"),
                    List.of(reply.at("series", 0, "buckets", i, "n"), reply.at("series", 0, "buckets", i, "sum")));
        }
        return days;
    }
}
