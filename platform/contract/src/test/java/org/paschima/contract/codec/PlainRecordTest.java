package org.paschima.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.GivenSeeds;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

/** Plain bytes are read without a tree, to the same record; whatever is not plain is left to the full reader. */
final class PlainRecordTest {

    private static final int RECORDS = 1_000;
    private static final Instant NOW = RandomRecords.NOW;
    private static final Identity NAMELESS = Identity.orDefault("batch", "line-1");

    static LongStream seeds() {
        return GivenSeeds.first(8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_read_of_an_event_is_what_the_full_reader_reads_of_it(long seed) throws Exception {
        var random = new Random(seed);
        var records = new RandomRecords(random);
        var mess = new JsonMess(random);
        int plain = 0;
        for (int i = 0; i < RECORDS; i++) {
            var record = records.next();
            var written = RecordWriter.bytes(record);
            if (isSame(record.kind(), written, record)) {
                plain++;
            }
            var other = mess.spaced(mess.reordered(JsonReader.read(written)));
            isSame(record.kind(), other, record);
            for (int damage = 0; damage < 5; damage++) {
                sameOrNothing(record.kind(), mess.damaged(random.nextBoolean() ? written : other));
            }
        }
        assertThat(plain).as("records that are plain, of " + RECORDS).isGreaterThan(RECORDS / 3);
    }

    private static boolean isSame(RecordKind kind, byte[] bytes, MemberRecord record) {
        var plain = PlainRecord.ofLog(kind, bytes);
        if (plain != null) {
            assertThat(plain).as(text(bytes)).isEqualTo(record);
        }
        sameOrNothing(kind, bytes);
        return plain != null;
    }

    private static void sameOrNothing(RecordKind kind, byte[] bytes) {
        var plain = PlainRecord.ofLog(kind, bytes);
        if (plain != null) {
            assertThat(plain).as(text(bytes)).isEqualTo(fullOfLog(kind, bytes));
        }
    }

    private static @Nullable MemberRecord fullOfLog(RecordKind kind, byte[] bytes) {
        try {
            var problems = new Problems();
            var fields = new Fields((Json.Obj) JsonReader.read(bytes), "", problems, Strictness.LOG);
            return RecordReader.log(kind, fields, problems);
        } catch (MalformedJsonException _) {
            return null;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_read_of_a_request_is_what_the_full_reader_takes_without_a_word(long seed) throws Exception {
        var random = new Random(seed);
        var records = new RandomRecords(random);
        var mess = new JsonMess(random);
        int plain = 0;
        for (int i = 0; i < RECORDS; i++) {
            var record = records.next();
            var identity =
                    random.nextBoolean() ? NAMELESS : Identity.of(record.head().id());
            var sent = mess.spaced(mess.reordered(asSent(record, random)));
            if (sameOrNothing(record.kind(), sent, identity)) {
                plain++;
            }
            for (int damage = 0; damage < 5; damage++) {
                sameOrNothing(record.kind(), mess.damaged(sent), identity);
            }
        }
        assertThat(plain).as("requests that are plain, of " + RECORDS).isGreaterThan(RECORDS / 5);
    }

    /** As a client may send it: more or fewer fields than the log holds. */
    private static Json asSent(MemberRecord record, Random random) throws MalformedJsonException {
        var fields = new LinkedHashMap<>(((Json.Obj) JsonReader.read(RecordWriter.bytes(record))).fields());
        if (random.nextBoolean()) {
            fields.put("kind", new Json.Str(record.kind().wire()));
        }
        if (random.nextBoolean()) {
            fields.put("member", new Json.Str("m-1"));
        }
        for (var name : List.of("localDate", "dayStart", "source", "clientRecordId", "version", "moment")) {
            if (random.nextInt(4) == 0) {
                fields.remove(name);
            }
        }
        return new Json.Obj(fields);
    }

    private static boolean sameOrNothing(RecordKind kind, byte[] bytes, Identity identity) {
        var plain = PlainRecord.ofRequest(kind, bytes, identity, NOW);
        if (plain != null) {
            assertThat(plain).as(text(bytes)).isEqualTo(fullOfRequest(kind, bytes, identity));
        }
        return plain != null;
    }

    /** Null too where something was noted, or the version is one that may not be chosen. */
    private static RecordReader.@Nullable Sent fullOfRequest(RecordKind kind, byte[] bytes, Identity identity) {
        try {
            var problems = new Problems();
            var fields = new Fields((Json.Obj) JsonReader.read(bytes), "", problems, Strictness.REQUEST);
            var member = fields.text("member", 255);
            var record = RecordReader.request(kind, fields, identity, NOW, problems);
            boolean isNoted = !problems.isEmpty() || !problems.warnings().isEmpty();
            return record == null || isNoted || record.head().version() > Rank.mostAt(NOW)
                    ? null
                    : new RecordReader.Sent(member, record);
        } catch (MalformedJsonException _) {
            return null;
        }
    }

    private static final String REPORT =
            "{\"source\":\"app\",\"clientRecordId\":\"k\",\"version\":1,\"at\":\"2026-03-02T10:00:00Z\",\"zone\":\"UTC\","
                    + "\"dayStart\":\"00:00\",\"localDate\":\"2026-03-02\",\"tension\":[{\"region\":\"neck\",\"side\":\"both\",\"value\":3}],"
                    + "\"moment\":\"routine\"}";

    @Test
    void a_record_as_the_log_holds_it_is_plain() {
        assertThat(PlainRecord.ofLog(RecordKind.TENSION_REPORT, utf8(REPORT)))
                .isNotNull()
                .isEqualTo(fullOfLog(RecordKind.TENSION_REPORT, utf8(REPORT)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a name twice | \"version\":1 | \"version\":1,\"version\":1",
                "a name twice further in | \"value\":3 | \"value\":3,\"value\":3",
                "a name that is not known | \"version\":1 | \"version\":1,\"mood\":1",
                "the time of another kind | \"version\":1 | \"version\":1,\"startedAt\":\"2026-03-03T10:00:00Z\"",
                "a field of another kind | \"version\":1 | \"version\":1,\"context\":\"desk\"",
                "an escape | \"app\" | \"a\\u0070p\"",
                "an escaped name | \"source\" | \"s\\u006furce\"",
                "a letter beyond ASCII | \"neck\" | \"n\u00e4ck\"",
                "null | \"version\":1 | \"version\":1,\"stress\":null",
                "a word of a later catalogue | \"neck\" | \"tail\"",
                "a fraction for a whole number | \"value\":3 | \"value\":3.0",
                "an exponent | \"value\":3 | \"value\":3e0",
                "a zero in front | \"value\":3 | \"value\":03",
                "a number that is cut off | \"value\":3 | \"value\":",
                "a value out of range | \"value\":3 | \"value\":11",
                "a version out of range | \"version\":1 | \"version\":9007199254740992",
                "a region rated twice | 3}] | 3},{\"region\":\"neck\",\"value\":3}]",
                "a date that does not exist | \"2026-03-02\" | \"2026-02-30\"",
                "a time that does not exist | T10:00:00Z | T25:00:00Z",
                "a day that begins too late | \"00:00\" | \"06:01\"",
                "a zone that is none | \"UTC\" | \"Mars/Olympus\"",
                "a comma too many | \"moment\":\"routine\" | \"moment\":\"routine\",",
                "a comma too few | \"version\":1, | \"version\":1 ",
                "more after the end | \"routine\"} | \"routine\"} {}",
                "the end missing | \"routine\"} | \"routine\"",
                "no tension | \"tension\":[{\"region\":\"neck\",\"side\":\"both\",\"value\":3}], | ``"
            })
    void what_is_not_plain_is_left_to_the_full_reader(String name, String plain, @Nullable String instead) {
        var bytes = utf8(REPORT.replace(plain, instead == null ? "" : instead));

        assertThat(text(bytes)).as(name).isNotEqualTo(REPORT);
        assertThat(PlainRecord.ofLog(RecordKind.TENSION_REPORT, bytes)).as(name).isNull();
    }

    @Test
    void no_byte_of_a_record_can_be_missing_at_its_end() {
        var cut = new ArrayList<Integer>();
        for (int length = 0; length < REPORT.length(); length++) {
            if (PlainRecord.ofLog(RecordKind.TENSION_REPORT, utf8(REPORT.substring(0, length))) != null) {
                cut.add(length);
            }
        }
        assertThat(cut).isEmpty();
    }

    @Test
    void a_request_that_names_another_kind_or_another_id_than_its_path_is_left_to_the_full_reader() {
        var sent = REPORT.replace("{\"source\"", "{\"kind\":\"tension-report\",\"source\"");

        assertThat(PlainRecord.ofRequest(null, utf8(sent), NAMELESS, NOW)).isNotNull();
        assertThat(PlainRecord.ofRequest(RecordKind.TENSION_REPORT, utf8(sent), NAMELESS, NOW))
                .isNotNull();
        assertThat(PlainRecord.ofRequest(RecordKind.PRACTICE, utf8(sent), NAMELESS, NOW))
                .isNull();
        assertThat(PlainRecord.ofRequest(null, utf8(REPORT), NAMELESS, NOW)).isNull();
        assertThat(PlainRecord.ofRequest(null, utf8(sent), Identity.of(new RecordId("app", "k")), NOW))
                .isNotNull();
        assertThat(PlainRecord.ofRequest(null, utf8(sent), Identity.of(new RecordId("app", "l")), NOW))
                .isNull();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
