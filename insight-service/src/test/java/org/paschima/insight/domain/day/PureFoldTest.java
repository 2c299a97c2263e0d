package org.paschima.insight.domain.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.domain.day.RecordFixture.MEMBER;
import static org.paschima.insight.domain.day.RecordFixture.at;
import static org.paschima.insight.domain.day.RecordFixture.deleted;
import static org.paschima.insight.domain.day.RecordFixture.recorded;
import static org.paschima.insight.domain.day.RecordFixture.report;
import static org.paschima.insight.domain.day.RecordFixture.tension;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.testkit.AtLeastOnce;
import org.paschima.testkit.Seeds;

/** The law of the fold: order, repetition and batching change nothing. */
class PureFoldTest {

    private static final String MONDAY = "2026-03-02T10:00:00+01:00";
    private static final String THURSDAY = "2026-03-05T10:00:00+01:00";

    static LongStream seeds() {
        return Seeds.first(25);
    }

    /** All that a fold holds, but for where in the log it was said. */
    private record State(
            Map<MemberId, Map<RecordId, IndexEntry>> index,
            Map<MemberId, Map<String, DayCells>> days,
            Map<MemberId, List<Rank>> settings) {

        static State of(Collection<Told> facts) {
            return of(fold(facts));
        }

        static State of(PureFold fold) {
            var index = new HashMap<MemberId, Map<RecordId, IndexEntry>>();
            var days = new HashMap<MemberId, Map<String, DayCells>>();
            var settings = new HashMap<MemberId, List<Rank>>();
            for (var member : fold.members()) {
                var entries = new HashMap<RecordId, IndexEntry>();
                fold.index(member).forEach((id, entry) -> entries.put(id, anywhere(entry)));
                index.put(member, entries);
                days.put(member, fold.days(member));
                settings.put(member, settings(fold, member));
            }
            return new State(index, days, settings);
        }

        private static IndexEntry anywhere(IndexEntry entry) {
            return new IndexEntry(entry.id(), entry.rank(), entry.kind(), entry.bucket(), 0, 0);
        }

        private static List<Rank> settings(PureFold fold, MemberId member) {
            var ranks = new ArrayList<Rank>();
            for (var kind :
                    List.of(Fact.ProfileChanged.class, Fact.ConsentsChanged.class, Fact.ScreeningChanged.class)) {
                var setting = fold.setting(member, kind);
                if (setting != null) {
                    ranks.add(setting.rank());
                }
            }
            return ranks;
        }
    }

    private static PureFold fold(Collection<Told> facts) {
        var fold = new PureFold();
        long offset = 0;
        for (var told : facts) {
            fold.add(told.member(), told.fact(), 0, offset++);
        }
        return fold;
    }

    private static PureFold fold(Fact... facts) {
        return fold(List.of(facts).stream().map(fact -> new Told(MEMBER, fact)).toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void order_and_repetition_change_nothing(long seed) {
        // Given
        var random = new Random(seed);
        var facts = new HistoryFixture(random).facts(HistoryFixture.members(3), 8, 250);
        var delivered = AtLeastOnce.disordered(facts, random);

        // When
        var state = State.of(delivered);

        // Then
        assertThat(state).isEqualTo(State.of(facts));
        assertThat(state.days()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void after_every_fact_the_days_are_those_of_what_survives_of_the_facts_so_far(long seed) {
        // Given
        var random = new Random(seed);
        var facts = new HistoryFixture(random).facts(HistoryFixture.members(2), 5, 80);
        var delivered = AtLeastOnce.disordered(facts, random);
        var fold = new PureFold();

        for (int i = 0; i < delivered.size(); i++) {
            // When
            fold.add(delivered.get(i).member(), delivered.get(i).fact(), 0, i);

            // Then
            var survivors = RecordFixture.survivors(delivered.subList(0, i + 1));
            for (var member : fold.members()) {
                assertThat(fold.days(member)).isEqualTo(daysOf(survivors.getOrDefault(member, List.of())));
            }
        }
    }

    private static Map<String, DayCells> daysOf(List<StoredRecord> survivors) {
        var byBucket = new TreeMap<String, List<StoredRecord>>();
        for (var record : survivors) {
            byBucket.computeIfAbsent(DayBucket.of(record.record()).key(), _ -> new ArrayList<>())
                    .add(record);
        }
        var days = new TreeMap<String, DayCells>();
        byBucket.forEach((bucket, records) -> days.put(bucket, DayCells.of(records)));
        return days;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void deleting_records_leaves_the_days_as_if_they_had_never_been_sent(long seed) {
        // Given
        var random = new Random(seed);
        var facts = new HistoryFixture(random).facts(List.of(MEMBER), 10, 150);
        var forgotten = List.of(id("app:r-1"), id("app:r-2"), id("watch-2:r-3"));
        var never = facts.stream()
                .filter(told -> !(told.fact() instanceof Fact.OfRecord write && forgotten.contains(write.id())))
                .toList();
        var all = new ArrayList<>(facts);
        forgotten.forEach(id -> all.add(new Told(MEMBER, deleted(id.id(), 99))));

        // When
        Collections.shuffle(all, random);

        // Then
        assertThat(fold(all).days(MEMBER)).isEqualTo(fold(never).days(MEMBER));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void an_entry_says_where_one_of_the_deliveries_of_the_winner_is(long seed) {
        // Given
        var random = new Random(seed);
        var facts = new HistoryFixture(random).facts(List.of(MEMBER), 6, 60);
        var delivered = AtLeastOnce.disordered(facts, random);

        // When
        var index = fold(delivered).index(MEMBER);

        // Then
        index.values().forEach(entry -> {
            var said = (Fact.OfRecord) delivered.get((int) entry.offset()).fact();
            assertThat(said.id()).isEqualTo(entry.id());
            assertThat(said.rank()).isEqualTo(entry.rank());
        });
    }

    @Test
    void a_correction_moves_a_record_to_another_day_and_the_next_one_back() {
        var first = recorded(report(at("app:r-1", 1, MONDAY), tension("neck", Side.BOTH, 6)));
        var moved = recorded(report(at("app:r-1", 2, THURSDAY), tension("neck", Side.BOTH, 6)));
        var back = recorded(report(at("app:r-1", 3, MONDAY), tension("neck", Side.BOTH, 4)));

        assertThat(fold(first).days(MEMBER)).containsOnlyKeys("2026-03-02");
        assertThat(fold(first, moved).days(MEMBER)).containsOnlyKeys("2026-03-05");
        assertThat(fold(first, moved, back).days(MEMBER)).isEqualTo(fold(back).days(MEMBER));
        assertThat(fold(back, moved, first).days(MEMBER)).isEqualTo(fold(back).days(MEMBER));
    }

    @Test
    void a_record_that_was_deleted_is_created_again_by_a_higher_version_only() {
        var first = recorded(report(at("app:r-1", 1, MONDAY), tension("neck", Side.BOTH, 6)));
        var same = recorded(report(at("app:r-1", 2, THURSDAY), tension("neck", Side.BOTH, 5)));
        var deletion = deleted("app:r-1", 2);
        var again = recorded(report(at("app:r-1", 3, THURSDAY), tension("neck", Side.BOTH, 4)));

        assertThat(fold(first, deletion, same).days(MEMBER)).isEmpty();
        assertThat(fold(deletion, first).days(MEMBER)).isEmpty();
        assertThat(fold(first, deletion, again).days(MEMBER))
                .isEqualTo(fold(again).days(MEMBER));
        assertThat(fold(again, deletion).days(MEMBER)).isEqualTo(fold(again).days(MEMBER));
    }

    @Test
    void of_two_contents_under_one_version_the_same_one_survives_in_either_order() {
        var one = recorded(report(at("app:r-1", 1, MONDAY), tension("neck", Side.BOTH, 6)));
        var other = recorded(report(at("app:r-1", 1, THURSDAY), tension("neck", Side.BOTH, 2)));
        var winner = one.rank().beats(other.rank()) ? one : other;

        assertThat(fold(one, other).days(MEMBER)).isEqualTo(fold(winner).days(MEMBER));
        assertThat(fold(other, one).days(MEMBER)).isEqualTo(fold(winner).days(MEMBER));
    }

    @Test
    void what_a_tombstone_says_does_not_depend_on_what_was_seen_before_it() {
        var report = recorded(report(at("app:r-1", 1, MONDAY), tension("neck", Side.BOTH, 6)));
        var check = recorded(RecordFixture.felt(at("app:r-1", 2, MONDAY), -1, 0));
        var deletion = deleted("app:r-1", 3);
        var alone = State.of(fold(deletion));

        assertThat(State.of(fold(report, deletion))).isEqualTo(alone);
        assertThat(State.of(fold(report, check, deletion, report))).isEqualTo(alone);
        assertThat(State.of(fold(deletion, check, report))).isEqualTo(alone);
    }

    @Test
    void one_member_does_not_touch_another() {
        var other = new MemberId("gym", "m-1");
        var fold = new PureFold();

        fold.add(MEMBER, recorded(report(at("app:r-1", 1, MONDAY), tension("neck", Side.BOTH, 6))), 0, 0);
        fold.add(other, deleted("app:r-1", 7), 0, 1);

        assertThat(fold.members()).containsExactlyInAnyOrder(MEMBER, other);
        assertThat(fold.days(MEMBER)).containsOnlyKeys("2026-03-02");
        assertThat(fold.days(other)).isEmpty();
    }

    @Test
    void the_highest_version_of_a_setting_wins_and_other_kinds_of_settings_are_left_alone() {
        var consents = FactCodec.changed(new org.paschima.contract.Consents(true, true, false, false, 2));
        var older = FactCodec.changed(new org.paschima.contract.Consents(false, false, false, false, 1));
        var screening = FactCodec.changed(new org.paschima.contract.Screening(List.of("glaucoma"), 9));

        var fold = fold(consents, screening, older);

        assertThat(Objects.requireNonNull(fold.setting(MEMBER, Fact.ConsentsChanged.class))
                        .consents()
                        .nudging())
                .isTrue();
        assertThat(fold.setting(MEMBER, Fact.ScreeningChanged.class)).isEqualTo(screening);
        assertThat(fold.setting(MEMBER, Fact.ProfileChanged.class)).isNull();
    }

    private static RecordId id(String text) {
        return RecordId.parse(text);
    }
}
