package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.Json;
import org.paschima.insight.odd.Diary;
import org.paschima.insight.odd.Entry;
import org.paschima.insight.odd.OddMembers;
import org.paschima.testkit.Backings;

/**
 * What is said to ninety-eight odd members, all of it over HTTP. What is said to the first of them is kept as golden texts, to be
 * read aloud when it changes; {@code mvn -pl insight-service -am verify -Dit.test=OddMembersIT -Dtest=NoUnitTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dgolden=write} writes them anew.
 */
class OddMembersIT {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "org", "paschima", "insight", "odd");
    private static final String TO = "to=" + Diary.LAST;
    private static final String RANGE = "from=" + Diary.LAST.minusDays(83) + "&" + TO;

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;
    private static final Map<String, Said> SAID = new LinkedHashMap<>();

    /** All that was said to one member. */
    private record Said(List<Entry> entries, Json.Obj summary, Json.Obj verdict, Json.Obj helps, Json.Obj trends) {

        List<String> sentences() {
            var sentences = new ArrayList<String>();
            sentences.add(text(summary, "text"));
            sentences.add(text(verdict, "text"));
            for (var item : ((Json.Arr) at(helps, "items")).items()) {
                sentences.add(text(item, "text"));
            }
            return sentences;
        }

        String all() {
            return String.join("\n", sentences());
        }
    }

    @BeforeAll
    static void tellAndAsk() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-odd"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("odd"));
        log = new MemberLogFixture(kafka.bootstrap());
        int number = 0;
        for (var diary : OddMembers.all()) {
            var member = new MemberId("studio", "odd-" + ++number);
            var told = OddRecords.told(member, diary.entries());
            var asOf = told.isEmpty() ? "" : "&minAsOf=" + log.tell(told).text() + "&wait=30";
            SAID.put(
                    diary.name(),
                    new Said(
                            diary.entries(),
                            insight.ok(member, "/summary?" + TO + asOf),
                            insight.ok(member, "/verdict?" + TO),
                            insight.ok(member, "/helps?" + TO),
                            insight.ok(member, "/trends?" + RANGE + "&region=primary")));
        }
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    // --- golden texts

    private static String golden(String name, Said said) {
        var lines = new ArrayList<String>();
        lines.add("# " + name);
        lines.add("");
        lines.add("Summary: " + text(said.summary(), "text"));
        lines.add("");
        lines.add("Verdict: " + text(said.verdict(), "text"));
        for (var item : ((Json.Arr) at(said.helps(), "items")).items()) {
            lines.add("");
            lines.add("Helps: " + text(item, "text"));
        }
        return String.join("\n", lines) + "\n";
    }

    private static Path file(String name) {
        return GOLDEN.resolve(name.replaceAll("[^a-z0-9]+", "-") + ".md");
    }

    private static boolean isGolden(String name) {
        return !name.startsWith("mixture ");
    }

    @Test
    void what_is_said_to_odd_members_is_what_was_read_aloud() throws IOException {
        var written = new TreeMap<String, String>();
        SAID.forEach((name, said) -> {
            if (isGolden(name)) {
                written.put(name, golden(name, said));
            }
        });
        assertThat(written).hasSizeGreaterThanOrEqualTo(50);
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            for (var each : written.entrySet()) {
                Files.writeString(file(each.getKey()), each.getValue(), StandardCharsets.UTF_8);
            }
        }
        var kept = new TreeMap<String, String>();
        for (var name : written.keySet()) {
            kept.put(
                    name,
                    Files.exists(file(name)) ? Files.readString(file(name), StandardCharsets.UTF_8) : "not there");
        }
        assertThat(written).isEqualTo(kept);
    }

    // --- what must not be said to anybody

    @Test
    void nobody_is_told_of_a_place_that_they_do_not_rate() {
        SAID.forEach((name, said) -> {
            var rated = new TreeSet<String>();
            for (var entry : said.entries()) {
                if (entry instanceof Entry.Rated(var _, var tension, var _, var _)) {
                    tension.forEach(felt -> rated.add(felt.region()));
                }
                if (entry instanceof Entry.Practised(var _, var _, var _, var before, var after)
                        && (before != null || after != null)) {
                    rated.add("neck");
                }
            }
            if (rated.equals(java.util.Set.of("neck"))) {
                assertThat(said.all()).as(name).doesNotContain("shoulder", "upper back");
            }
        });
    }

    @Test
    void nobody_is_told_what_is_foolish() {
        SAID.forEach((name, said) -> assertThat(said.sentences()).as(name).allSatisfy(text -> {
            assertThat(text)
                    .doesNotContain("{", "null", "NaN", "-0.0", " 1 days", " 1 times", " 1 pairs", " 1 points", "..")
                    .doesNotContainPattern("[a-z]  [a-z]")
                    .as("dates are in words")
                    .doesNotContainPattern("\\d{4}-(W|\\d\\d-)\\d");
        }));
    }

    @Test
    void who_is_at_nine_for_sixty_days_is_not_asked_for_more_reports() {
        var said = said("neck and pain at 9 for sixty days");

        assertThat(said.all()).doesNotContain("more reports").contains("health professional");
    }

    @Test
    void who_stopped_sixty_days_ago_is_not_told_of_a_day_off() {
        assertThat(said("practised every day until sixty days ago").all()).doesNotContain("day off");
    }

    @Test
    void who_leans_to_a_side_is_not_near_neutral() {
        assertThat(said("leans left, upright otherwise").all())
                .doesNotContain("near neutral")
                .contains("to the left");
        assertThat(said("left and right by turns").all()).doesNotContain("near neutral");
    }

    @Test
    void who_never_changes_is_about_the_same() {
        for (var name : List.of("zero every day", "ten every day", "five every day", "low and quiet")) {
            assertThat(said(name).all()).as(name).contains("about the same").doesNotContain("can hide");
        }
    }

    @Test
    void a_slope_that_may_be_anything_is_not_given() {
        SAID.forEach((name, said) -> {
            if (at(said.trends(), "series/0/slope/low") instanceof Json.Num(double low)
                    && at(said.trends(), "series/0/slope/high") instanceof Json.Num(double high)) {
                assertThat(high - low).as(name).isLessThanOrEqualTo(10);
            } else {
                assertThat(List.of("NOT_ENOUGH_DATA", "TOO_UNSURE"))
                        .as(name)
                        .contains(text(said.trends(), "series/0/slope/reason"));
            }
        });
        assertThat(text(said("zero and ten by turns, for five days").trends(), "series/0/slope/reason"))
                .isEqualTo("TOO_UNSURE");
    }

    @Test
    void nothing_is_compared_with_no_practice_by_who_never_rated_without_it() {
        SAID.forEach((name, said) -> {
            if (at(said.helps(), "reference/basis").equals(new Json.Str("NONE"))) {
                assertThat(said.all()).as(name).doesNotContain("same start");
            }
        });
        for (var name : List.of(
                "nothing eases",
                "nothing eases, and rates without practice too",
                "one practice, when tense",
                "one practice, when tense, and rates without practice too",
                "rates after practice only when it eased",
                "resting pose always right after breath")) {
            for (var item : ((Json.Arr) at(said(name).helps(), "items")).items()) {
                if (!text(item, "id").equals("back-body-breath") || name.startsWith("nothing")) {
                    assertThat(text(item, "template")).as(name).doesNotContain("lower", "largest");
                }
            }
        }
    }

    private static Said said(String name) {
        return java.util.Objects.requireNonNull(SAID.get(name), name);
    }
}
