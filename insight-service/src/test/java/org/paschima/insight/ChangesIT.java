package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.RecordId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.log.kafka.KeyPartition;
import org.paschima.testkit.Backings;

/** The live signal over HTTP, of two instances on a real broker and a real MongoDB. */
class ChangesIT {

    private static final int PARTITIONS = 4;

    private static EmbeddedKafka kafka;
    private static RunningInsight one;
    private static RunningInsight other;
    private static MemberLogFixture log;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-changes"));
        var database = Backings.freshName("changes");
        one = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), database);
        other = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), database);
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        other.close();
        one.close();
        kafka.close();
    }

    private static Told felt(MemberId member, String id, long version) {
        var head = HistoryFixture.headAt(
                id, version, Instant.now().atOffset(ZoneOffset.UTC).toString(), "UTC");
        return new Told(member, FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", 4)));
    }

    private static String tell(MemberId member, Fact fact) {
        return log.tell(new Told(member, fact)).text();
    }

    /** Once it is folded, whoever folds it. */
    private static String folded(MemberId member, String asOf) throws Exception {
        for (var insight : List.of(one, other)) {
            insight.ok(member, "/records?limit=1&wait=30&minAsOf=" + asOf);
        }
        return asOf;
    }

    private static CompletableFuture<Json> waiting(RunningInsight insight, MemberId member, String after) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return insight.ok(member, "/changes?wait=30&after=" + after);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Somebody whose facts are in the same partition. */
    private static MemberId beside(MemberId member) {
        int partition = KeyPartition.of(member.key(), PARTITIONS);
        return IntStream.range(0, 1_000)
                .mapToObj(number -> new MemberId(member.tenant(), member.member() + "-beside-" + number))
                .filter(each -> KeyPartition.of(each.key(), PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void who_waits_is_answered_by_each_instance_when_something_of_the_member_is_folded_and_not_before()
            throws Exception {
        var member = new MemberId("studio", "m-waits");
        var neighbour = beside(member);
        var asOf = folded(member, log.tell(felt(member, "app:t-1", 1)).text());
        var waiting = List.of(waiting(one, member, asOf), waiting(other, member, asOf));

        folded(neighbour, log.tell(felt(neighbour, "app:t-1", 1)).text());
        assertThat(waiting).as("of somebody else").noneMatch(CompletableFuture::isDone);

        var changed = log.tell(felt(member, "app:t-2", 1)).text();
        for (var each : waiting) {
            var answer = each.get(30, TimeUnit.SECONDS);
            assertThat(at(answer, "changed")).isEqualTo(new Json.Bool(true));
            var next = text(answer, "asOf");
            assertThat(offset(next)).isGreaterThanOrEqualTo(offset(changed));
            assertThat(at(one.ok(member, "/changes?after=" + next), "changed")).isEqualTo(new Json.Bool(false));
        }
    }

    private static long offset(String asOf) {
        return Long.parseLong(asOf.substring(asOf.indexOf(':') + 1));
    }

    @Test
    void corrections_deletions_settings_and_plans_are_changes_and_what_was_sent_again_is_none() throws Exception {
        var member = new MemberId("studio", "m-changes");
        var asOf = folded(member, log.tell(felt(member, "app:t-1", 1)).text());
        assertThat(at(one.ok(member, "/changes"), "changed"))
                .as("no place is named")
                .isEqualTo(new Json.Bool(false));

        var consents = FactCodec.changed(new Consents(true, true, false, false, 1));
        for (var fact : List.of(
                felt(member, "app:t-1", 2).fact(),
                consents,
                FactCodec.changed(NudgePlan.DEFAULT),
                FactCodec.deleted(new RecordId("app", "t-1"), 3, Instant.now().atOffset(ZoneOffset.UTC)))) {
            var next = folded(member, tell(member, fact));
            assertThat(at(other.ok(member, "/changes?after=" + asOf), "changed"))
                    .as("%s", fact)
                    .isEqualTo(new Json.Bool(true));
            assertThat(at(other.ok(member, "/changes?after=" + next), "changed"))
                    .as("after %s", fact)
                    .isEqualTo(new Json.Bool(false));
            asOf = next;
        }

        folded(member, tell(member, consents));
        var over = one.ok(member, "/changes?wait=1&after=" + asOf);
        assertThat(at(over, "changed")).isEqualTo(new Json.Bool(false));
        assertThat(offset(text(over, "asOf"))).isGreaterThan(offset(asOf));
    }
}
