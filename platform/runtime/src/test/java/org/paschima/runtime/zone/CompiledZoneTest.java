package org.paschima.runtime.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judged by the JDK's own rules, which are compiled by another compiler into another form. */
class CompiledZoneTest {

    private static final Instant FROM_2037 = Instant.parse("2037-01-01T00:00:00Z");
    private static final Instant TO_2500 = Instant.parse("2500-01-01T00:00:00Z");

    private static ZoneRules compiled(byte[] content) {
        return new CompiledZone(TzifFile.read(content)).rules();
    }

    private static void assertSame(ZoneRules ours, ZoneRules theirs, Instant from, Instant to) {
        int seen = 0;
        for (var next = theirs.nextTransition(from);
                next != null && next.getInstant().isBefore(to);
                next = theirs.nextTransition(next.getInstant())) {
            var at = next.getInstant();
            assertThat(ours.getOffset(at.minusSeconds(1))).as("before %s", at).isEqualTo(next.getOffsetBefore());
            assertThat(ours.getOffset(at)).as("at %s", at).isEqualTo(next.getOffsetAfter());
            var middle = next.getDateTimeBefore().plusSeconds(next.getDuration().toSeconds() / 2);
            assertThat(ours.getValidOffsets(middle)).isEqualTo(theirs.getValidOffsets(middle));
            assertThat(ours.getTransition(middle)).isEqualTo(theirs.getTransition(middle));
            assertThat(ours.nextTransition(at.minusSeconds(1))).isEqualTo(next);
            assertThat(ours.previousTransition(at.plusSeconds(1))).isEqualTo(next);
            seen++;
        }
        assertThat(seen).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Europe/Berlin|3600|CET-1CEST,M3.5.0,M10.5.0/3",
                "Europe/Dublin|3600|IST-1GMT0,M10.5.0,M3.5.0/1",
                "America/Nuuk|-7200|<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
                "Pacific/Chatham|45900|<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45",
                "Australia/Lord_Howe|37800|<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
                "America/Santiago|-14400|<-04>4<-03>,M9.1.6/24,M4.1.6/24",
                "Asia/Beirut|7200|EET-2EEST,M3.5.0/0,M10.5.0/0",
                "America/Havana|-18000|CST5CDT,M3.2.0/0,M11.1.0/1",
            })
    void the_line_after_the_last_transition_says_what_the_jdk_says_until_2500(String zone, int offset, String footer) {
        assertSame(
                compiled(ZoneFixture.onlyFooter(offset, footer)),
                ZoneId.of(zone).getRules(),
                FROM_2037,
                TO_2500);
    }

    /** java.time has no rule for the day before the first Sunday, which may lie in the month before. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABC0DEF,M4.1.0/-1,M10.5.0",
                "ABC0DEF,60/0,300",
                "ABC0DEF,M2.5.6/30,J300",
                "ABC0DEF,J59/25,J300/-30"
            })
    void a_rule_that_java_time_cannot_say_is_said_year_by_year(String footer) {
        var rules = compiled(ZoneFixture.onlyFooter(0, footer));
        var said = PosixTz.parse(footer);

        assertThat(rules.getTransitionRules()).isEmpty();
        for (int year = 2026; year < 2500; year++) {
            for (long at : new long[] {said.startIn(year), said.endIn(year)}) {
                assertThat(rules.getOffset(Instant.ofEpochSecond(at - 1)).getTotalSeconds())
                        .isEqualTo(said.offsetAt(at - 1));
                assertThat(rules.getOffset(Instant.ofEpochSecond(at)).getTotalSeconds())
                        .isEqualTo(said.offsetAt(at))
                        .isNotEqualTo(said.offsetAt(at - 1));
            }
        }
    }

    @Test
    void summer_time_all_year_is_one_offset() {
        assertThat(PosixTz.parse("XXX3EDT4,0/0,J365/23").summer()).isEmpty();
        assertThat(PosixTz.parse("XXX3EDT4,0/0,J365/23").standard()).isEqualTo(-4 * 3600);
    }

    @ParameterizedTest
    @CsvSource({
        "America/Vancouver",
        "America/Havana",
        "America/Winnipeg",
        "America/Edmonton",
        "America/Rainy_River",
        "America/Inuvik",
        "America/Yellowknife",
        "Africa/Casablanca",
        "Africa/El_Aaiun"
    })
    void what_the_newest_rules_did_not_change_is_as_the_jdk_has_it(String zone) throws Exception {
        var rules = compiled(Files.readAllBytes(ZoneFixture.newest().resolve(zone)));
        var theirs = ZoneId.of(zone).getRules();

        assertSame(rules, theirs, Instant.parse("1970-01-01T00:00:00Z"), Instant.parse("2026-09-01T00:00:00Z"));
        assertThat(rules.getOffset(Instant.parse("1500-01-01T00:00:00Z")))
                .isEqualTo(theirs.getOffset(Instant.parse("1500-01-01T00:00:00Z")));
    }

    @Test
    void rules_are_written_and_read_back_as_those_of_java_time() throws Exception {
        for (var zone : ZoneinfoDirectory.read(ZoneFixture.newest()).zones().values()) {
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(zone.get());
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertThat(in.readObject()).isEqualTo(zone.get()).hasSameHashCodeAs(zone.get());
            }
        }
    }

    @Test
    void a_file_of_version_1_has_its_narrow_data_alone() {
        assertThat(compiled(ZoneFixture.tzif(1, 19_800, "")).getOffset(Instant.EPOCH))
                .isEqualTo(ZoneOffset.ofHoursMinutes(5, 30));
    }

    @Test
    void a_file_that_is_cut_off_anywhere_is_refused() throws Exception {
        var whole = Files.readAllBytes(ZoneFixture.newest().resolve("America/Havana"));

        for (int length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatIllegalArgumentException()
                    .as("%s bytes", length)
                    .isThrownBy(() -> new CompiledZone(TzifFile.read(cut)));
        }
    }

    @Test
    void a_last_line_that_contradicts_the_last_transition_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compiled(ZoneFixture.onlyFooter(3600, "EET-2")))
                .withMessageContaining("contradicts itself");
    }
}
