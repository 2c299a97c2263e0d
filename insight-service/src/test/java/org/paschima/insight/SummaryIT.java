package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.json;
import static org.paschima.insight.RunningInsight.text;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.Position;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.testkit.Backings;

/** The summary over HTTP, on a real broker and a real MongoDB. */
class SummaryIT {

    private static final String BERLIN = "Europe/Berlin";
    private static final LocalDate SUNDAY = LocalDate.of(2026, 2, 15);
    private static final MemberId MEMBER = new MemberId("studio", "m-1");

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-summary"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("summary"));
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    private static Told told(MemberRecord record) {
        return new Told(MEMBER, FactCodec.recorded(record));
    }

    private static Told report(LocalDate date, int value) {
        var head = HistoryFixture.headAt("app:t-" + date, 1, date + "T10:00:00+01:00", BERLIN);
        return told(HistoryFixture.tensionReport(head, "neck", value));
    }

    private static Told overcorrected(LocalDate date) {
        var head = HistoryFixture.headAt("app:c-" + date, 1, date + "T11:00:00+01:00", BERLIN);
        return told(new PostureCheck(
                head, Position.SITTING, "desk", new Felt(2, null), null, List.of(), null, List.of(), null));
    }

    /** Seven weeks: high, then low for the last four; lifted past neutral all the time. */
    private static List<Told> easedWhileOvercorrecting() {
        var facts = new ArrayList<Told>();
        for (int back = 48; back >= 0; back--) {
            var date = SUNDAY.minusDays(back);
            facts.add(report(date, back >= 28 ? 7 + back % 2 : 3 + back % 2));
            facts.add(overcorrected(date));
        }
        return facts;
    }

    @Test
    void what_changed_comes_first_and_who_overcorrects_is_eased_back() throws Exception {
        // Given
        var kept = log.tell(easedWhileOvercorrecting());

        // When
        var answer = insight.get(
                MEMBER, "/summary?to=" + SUNDAY + "&minAsOf=" + kept.partition() + ":" + kept.offset() + "&wait=30");

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var text = text(json(answer), "text");
        assertThat(text)
                .contains("your tension reports (neck) were lower")
                .contains("You may like to ease back toward neutral; let the breath move it.");
        assertThat(answer.body()).contains("\"template\":\"claim.lower.v3\"");

        // and what was said is kept
        assertThat(insight.get(MEMBER, "/statements?from=2026-01-01&to=2026-03-01")
                        .body())
                .contains("claim.lower.v3");
    }

    @Test
    void of_a_member_never_seen_nothing_is_concluded() throws Exception {
        var answer = insight.get(new MemberId("studio", "nobody"), "/summary");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("change.no-reports.v2").doesNotContain("helps.", "balance.", "habit.");
    }

    /** Every answer with a sentence, asked in German; {@code to} ends where the records do. */
    private static final List<String> WITH_SENTENCES = List.of(
            "/summary?to=2026-02-15",
            "/today?",
            "/verdict?to=2026-02-15",
            "/looks?from=2026-01-01&to=2026-02-15",
            "/patterns?from=2026-01-01&to=2026-02-15",
            "/habit?from=2026-01-01&to=2026-02-15",
            "/helps?from=2026-01-01&to=2026-02-15");

    private static HttpResponse<String> asked(String pathAndQuery, Map<String, String> headers) throws Exception {
        var answer = insight.get(insight.tokenOf(MEMBER), "/v1/members/me" + pathAndQuery, headers);
        assertThat(answer.statusCode()).as(pathAndQuery + ": " + answer.body()).isIn(200, 304);
        return answer;
    }

    private static Map<String, String> in(String languages) {
        return Map.of("Accept-Language", languages);
    }

    @Test
    void every_sentence_is_said_in_the_language_that_is_asked_for_and_the_answer_says_so() throws Exception {
        var kept = log.tell(easedWhileOvercorrecting());
        asked(WITH_SENTENCES.getFirst() + "&minAsOf=" + kept.partition() + ":" + kept.offset() + "&wait=30", Map.of());
        for (var path : WITH_SENTENCES) {
            var english = asked(path, in("fr, en;q=0.1"));
            var german = asked(path, in("en;q=0.5, de-AT"));

            assertThat(english.headers().allValues("Content-Language")).as(path).containsExactly("en");
            assertThat(german.headers().allValues("Content-Language")).as(path).containsExactly("de");
            assertThat(String.join(", ", german.headers().allValues("Vary")))
                    .as(path)
                    .containsIgnoringCase("accept-language")
                    .containsIgnoringCase("accept-encoding");
            assertThat(asked(path, Map.of()).body()).as(path).isEqualTo(english.body());
            assertThat(german.headers().firstValue("ETag"))
                    .as(path)
                    .isNotEqualTo(english.headers().firstValue("ETag"));
            assertThat(text(json(german), "revision")).isEqualTo(text(json(english), "revision") + "-de");
            if (!path.startsWith("/helps")) {
                assertThat(german.body())
                        .as(path)
                        .containsPattern("\"text\":\"[^\"]*(Angaben|angegeben|Übung|Haltung)");
            }
            assertThat(german.body())
                    .as(path)
                    .doesNotContain("tension reports", "posture check", " of the ", "practice {");

            // the tag of one language is not that of the other
            var tag = english.headers().firstValue("ETag").orElseThrow();
            assertThat(asked(path, Map.of("Accept-Language", "de", "If-None-Match", tag))
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
            assertThat(asked(path, Map.of("Accept-Language", "en", "If-None-Match", tag))
                            .statusCode())
                    .as(path)
                    .isEqualTo(304);
        }
    }

    @Test
    void what_was_said_is_kept_in_the_language_that_it_was_said_in() throws Exception {
        var kept = log.tell(easedWhileOvercorrecting());
        var fresh = "&minAsOf=" + kept.partition() + ":" + kept.offset() + "&wait=30";
        asked("/summary?to=" + SUNDAY + fresh, in("en"));
        asked("/summary?to=" + SUNDAY, in("de"));
        asked("/summary?to=" + SUNDAY, in("de"));

        var statements = at(json(asked("/statements?from=2026-01-01&to=2026-02-15", in("de"))), "items");
        var said = ((Json.Arr) statements)
                .items().stream()
                        .filter(each -> text(each, "template").equals("claim.lower.v3"))
                        .map(each -> text(each, "language") + " "
                                + text(each, "text").substring(0, 8))
                        .toList();
        assertThat(said).containsExactlyInAnyOrder("en Since ab", "de Etwa sei");
    }
}
