package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.consents;
import static org.paschima.notify.domain.MemberFixture.deleted;
import static org.paschima.notify.domain.MemberFixture.felt;
import static org.paschima.notify.domain.MemberFixture.plan;
import static org.paschima.notify.domain.MemberFixture.practised;
import static org.paschima.notify.domain.MemberFixture.states;
import static org.paschima.notify.domain.MemberFixture.symptom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.domain.RememberedRecord.What.Stated;
import org.paschima.testkit.Seeds;

class EvolutionTest {

    static LongStream seeds() {
        return Seeds.first(60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_order_and_repetition_of_the_same_facts_gives_the_same_state(long seed) {
        // Given
        var random = new Random(seed);
        var facts = randomFacts(random);
        var inOrder = aMemberAt(MORNING, BERLIN);
        facts.forEach(inOrder::happens);

        // When
        var shuffled = new ArrayList<Fact>();
        for (var fact : facts) {
            for (int times = random.nextInt(1, 4); times > 0; times--) {
                shuffled.add(fact);
            }
        }
        Collections.shuffle(shuffled, random);
        var disordered = aMemberAt(MORNING, BERLIN);
        shuffled.forEach(disordered::happens);

        // Then: all but where symptoms and statements stand in the log, which care depends on (CareHistoryTest)
        assertThat(withoutPositions(disordered.state.records())).isEqualTo(withoutPositions(inOrder.state.records()));
        assertThat(disordered.state.settings()).isEqualTo(inOrder.state.settings());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void of_consents_of_one_version_nudging_is_allowed_only_if_all_of_them_allow_it(long seed) {
        var random = new Random(seed);
        var sent = new ArrayList<Consents>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            sent.add(new Consents(
                    random.nextBoolean(), random.nextInt(3) > 0, random.nextBoolean(), false, random.nextInt(3)));
        }
        var member = aMemberAt(MORNING, BERLIN);

        sent.forEach(each -> member.happens(FactCodec.changed(each)));

        sent.add(new Consents(true, true, false, false, 1)); // of the fixture
        long newest = sent.stream().mapToLong(Consents::version).max().orElseThrow();
        assertThat(member.state.settings().allowsNudging())
                .isEqualTo(
                        sent.stream().filter(each -> each.version() == newest).allMatch(Consents::nudging));
    }

    private static RecentRecords withoutPositions(RecentRecords records) {
        var remembered = new TreeMap<>(records.byId());
        remembered.replaceAll((_, each) -> each.what() instanceof Stated(var statement, var _, var byMember)
                ? new RememberedRecord(each.rank(), each.at(), new Stated(statement, 0, byMember))
                : each);
        var symptoms = records.symptoms().stream()
                .map(s -> new ReportedSymptom(s.record(), s.code(), s.at(), s.rank(), 0))
                .toList();
        return new RecentRecords(remembered, symptoms);
    }

    private static List<Fact> randomFacts(Random random) {
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < 60; i++) {
            var id = "r" + random.nextInt(12);
            long version = random.nextInt(5);
            var at = MORNING.minus(Duration.ofMinutes(random.nextInt(600)));
            facts.add(
                    switch (random.nextInt(8)) {
                        case 0, 1 -> practised(id, version, at, Duration.ofMinutes(random.nextInt(1, 40)));
                        case 2 -> deleted(id, version, MORNING.minusSeconds(version));
                        case 3 -> symptom(id, version, random.nextBoolean() ? "fever" : "chest-pain", at);
                        case 4 -> states(id, version, Statement.CHECKED_BY_PROFESSIONAL, at);
                        case 5 -> felt(id, version, random.nextInt(-3, 4), at);
                        case 6 -> consents(random.nextBoolean(), version);
                        default ->
                            random.nextBoolean()
                                    ? FactCodec.changed(plan(version))
                                    : FactCodec.changed(new Screening(
                                            random.nextBoolean() ? List.of("glaucoma") : List.of(), version + 1));
                    });
        }
        return facts;
    }

    @Test
    void a_deletion_that_comes_before_its_record_still_wins() {
        var member = aMemberAt(MORNING, BERLIN);

        member.happens(deleted("p", 2, MORNING)).happens(practised("p", 1, MORNING, Duration.ofMinutes(5)));

        assertThat(member.state.records().lastPractice(MORNING.plusSeconds(3600)))
                .isEmpty();
    }

    @Test
    void an_old_phone_cannot_give_consent_again() {
        var member = aMemberAt(MORNING, BERLIN).happens(consents(false, 5)).happens(consents(true, 4));

        assertThat(member.state.settings().allowsNudging()).isFalse();
    }

    @Test
    void replaying_an_old_log_remembers_little_and_decides_nothing_of_the_past() {
        var member = aMemberAt(MORNING, BERLIN);
        for (int day = 90; day > 3; day--) {
            member.happens(practised("p" + day, 1, MORNING.minus(Duration.ofDays(day)), Duration.ofMinutes(9)));
        }
        member.decides();

        assertThat(member.state.records().byId()).as("the newest 24").hasSizeLessThan(25);
        assertThat(member.receipts).isEmpty();
    }

    @Test
    void a_correction_to_another_kind_takes_the_practice_away() {
        var member = aMemberAt(MORNING, BERLIN)
                .happens(practised("p", 1, MORNING, Duration.ofMinutes(5)))
                .happens(felt("p", 2, 1, MORNING));

        assertThat(member.state.records().lastPractice(MORNING.plusSeconds(3600)))
                .isEmpty();
    }
}
