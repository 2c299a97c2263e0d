package org.paschima.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.codec.Identity;
import org.paschima.contract.codec.RecordReader;
import org.paschima.contract.codec.RecordWriter;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Reading;

class StudioTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 31);

    @Test
    void the_same_seed_gives_the_same_records() {
        assertThat(Studio.members("t", 7, 4, LAST_DAY, 30)).isEqualTo(Studio.members("t", 7, 4, LAST_DAY, 30));
        assertThat(Studio.members("t", 7, 4, LAST_DAY, 30)).isNotEqualTo(Studio.members("t", 8, 4, LAST_DAY, 30));
    }

    @Test
    void a_member_does_not_depend_on_how_many_there_are() {
        assertThat(Studio.members("t", 7, 5, LAST_DAY, 30).get(2)).isEqualTo(Studio.member("t", 7, 3, LAST_DAY, 30));
    }

    @Test
    void records_lie_within_the_days_and_have_an_id_of_their_own() {
        for (var member : Studio.members("t", 3, 20, LAST_DAY, 90)) {
            assertThat(member.records()).isNotEmpty();
            assertThat(member.records())
                    .extracting(record -> record.head().localDate())
                    .allSatisfy(day -> assertThat(day).isBetween(LAST_DAY.minusDays(90), LAST_DAY));
            assertThat(member.records())
                    .extracting(record -> record.head().id())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void every_record_is_one_that_the_service_accepts() throws Exception {
        var now = Instant.parse("2026-04-02T00:00:00Z");
        for (var member : Studio.members("t", 11, 20, LAST_DAY, 90)) {
            for (var record : member.records()) {
                assertThat(asRequest(record, now)).isEqualTo(record);
            }
        }
    }

    private static @Nullable MemberRecord asRequest(MemberRecord record, Instant now) throws Exception {
        var fields = new LinkedHashMap<>(((Json.Obj) JsonReader.read(RecordWriter.bytes(record))).fields());
        fields.remove("localDate");
        var problems = new Problems();
        var identity = Identity.of(record.head().id());
        var read = RecordReader.request(
                record.kind(),
                new Fields(new Json.Obj(fields), "", problems, Reading.REQUEST),
                identity,
                now,
                problems);
        assertThat(problems.list()).isEmpty();
        return read;
    }
}
