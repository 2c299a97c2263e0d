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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.json.Json;
import org.paschima.testkit.Backings;

/**
 * What is said to sixty strange members, read over HTTP: summary, verdict, helps, habit and patterns. Kept as golden texts, to be
 * read aloud when they change; {@code -Dgolden=write} writes them anew, as {@link OddMembersIT} does.
 */
class StrangeMembersIT {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "org", "paschima", "insight", "strange");
    private static final String TO = "to=" + StrangeMembers.LAST;
    private static final String RANGE = "from=" + StrangeMembers.LAST.minusDays(83) + "&" + TO;

    private static final Map<String, List<String>> SAID = new LinkedHashMap<>();

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;

    @BeforeAll
    static void tellAndAsk() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-strange"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("strange"));
        log = new MemberLogFixture(kafka.bootstrap());
        for (var strange : StrangeMembers.of("studio").entrySet()) {
            var member = strange.getValue().getFirst().member();
            var asOf = "&wait=30&minAsOf=" + log.tell(strange.getValue()).text();
            var said = new ArrayList<String>();
            said.add("Summary: " + text(insight.ok(member, "/summary?" + TO + asOf), "text"));
            said.add("Verdict: " + text(insight.ok(member, "/verdict?" + TO), "text"));
            for (var item : ((Json.Arr) at(insight.ok(member, "/helps?" + TO), "items")).items()) {
                said.add("Helps: " + text(item, "text"));
            }
            said.add("Habit: " + text(insight.ok(member, "/habit?" + RANGE), "text"));
            var patterns = insight.ok(member, "/patterns?" + RANGE);
            said.add("Hours: " + text(patterns, "timeOfDay/text"));
            said.add("Weekdays: " + text(patterns, "weekday/text"));
            var level = at(insight.ok(member, "/trends?" + RANGE + "&region=primary"), "series/0");
            said.add("Level: " + at(level, "level/value") + ", slope a week " + at(level, "slope/perWeek"));
            SAID.put(strange.getKey(), said);
        }
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    private static Path file(String name) {
        return GOLDEN.resolve(name.replaceAll("[^a-z0-9]+", "-") + ".md");
    }

    @Test
    void what_is_said_to_strange_members_is_what_was_read_aloud() throws IOException {
        var written = new TreeMap<String, String>();
        SAID.forEach((name, said) -> written.put(
                name,
                "# " + name + "\n\n"
                        + String.join(
                                "\n\n",
                                said.stream()
                                        .filter(line -> !line.startsWith("Level"))
                                        .toList()) + "\n"));
        assertThat(written).hasSize(60);
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            for (var each : written.entrySet()) {
                Files.writeString(file(each.getKey()), each.getValue(), StandardCharsets.UTF_8);
            }
        }
        for (var each : written.entrySet()) {
            assertThat(file(each.getKey())).content(StandardCharsets.UTF_8).isEqualTo(each.getValue());
        }
    }

    private static void nobody(String kind, String... words) {
        var told = SAID.entrySet().stream()
                .filter(each -> each.getKey().startsWith(kind))
                .toList();
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(String.join("\n", each.getValue()))
                        .as(each.getKey())
                        .doesNotContain(words));
    }

    @Test
    void who_took_everything_back_is_told_what_who_never_told_anything_is() {
        for (var each : SAID.entrySet()) {
            if (each.getKey().startsWith("took everything back")) {
                assertThat(each.getValue().getFirst())
                        .isEqualTo("Summary: No tension was reported (neck, shoulder and upper back) from 5 January to "
                                + "15 February 2026, so there is nothing to compare.");
            }
        }
    }

    @Test
    void who_stays_the_same_is_not_told_of_a_change() {
        for (var kind : List.of(
                "two people in one account",
                "the same number for half a year",
                "from both sides to the left one only",
                "corrected everything by two",
                "in another zone each week",
                "the same phone and watch")) {
            nobody(kind, "Since about", "may be getting", "were lower,", "were higher,", "were much");
        }
    }

    @Test
    void what_stings_is_not_recommended() {
        nobody("practises ten times a day", "largest drop", "lower than they tend", "would help to tell");
    }
}
