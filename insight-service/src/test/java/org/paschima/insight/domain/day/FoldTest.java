package org.paschima.insight.domain.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.domain.day.RecordFixture.at;
import static org.paschima.insight.domain.day.RecordFixture.deleted;
import static org.paschima.insight.domain.day.RecordFixture.recorded;
import static org.paschima.insight.domain.day.RecordFixture.report;
import static org.paschima.insight.domain.day.RecordFixture.tension;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Fact;
import org.paschima.contract.RecordKind;
import org.paschima.contract.Side;

class FoldTest {

    private static final DayBucket MONDAY = new DayBucket(LocalDate.of(2026, 3, 2), null);
    private static final DayBucket THURSDAY = new DayBucket(LocalDate.of(2026, 3, 5), null);

    private final Fact.OfRecord first =
            recorded(report(at("app:r-1", 1, "2026-03-02T10:00:00+01:00"), tension("neck", Side.BOTH, 6)));
    private final Fact.OfRecord moved =
            recorded(report(at("app:r-1", 2, "2026-03-05T10:00:00+01:00"), tension("neck", Side.BOTH, 6)));

    @Test
    void a_record_that_is_new_enters_its_day_and_leaves_none() {
        var change = Fold.decide(null, first, 3, 41).orElseThrow();

        assertThat(change.leaves()).isNull();
        assertThat(change.enters()).isNotNull();
        assertThat(change.entry())
                .isEqualTo(new IndexEntry(first.id(), first.rank(), RecordKind.TENSION_REPORT, MONDAY, 3, 41));
    }

    @Test
    void a_correction_leaves_the_place_of_the_version_before() {
        var known = Fold.decide(null, first, 3, 41).orElseThrow().entry();

        var change = Fold.decide(known, moved, 3, 42).orElseThrow();

        assertThat(change.leaves()).isEqualTo(MONDAY);
        assertThat(change.entry().bucket()).isEqualTo(THURSDAY);
        assertThat(change.entry().offset()).isEqualTo(42);
    }

    @Test
    void the_same_write_again_and_an_older_version_change_nothing() {
        var known = Fold.decide(null, moved, 3, 41).orElseThrow().entry();

        assertThat(Fold.decide(known, moved, 3, 42)).isEmpty();
        assertThat(Fold.decide(known, first, 3, 43)).isEmpty();
    }

    @Test
    void a_deletion_leaves_and_enters_nothing_and_keeps_older_versions_out() {
        var known = Fold.decide(null, first, 3, 41).orElseThrow().entry();

        var change = Fold.decide(known, deleted("app:r-1", 2), 3, 42).orElseThrow();

        assertThat(change.leaves()).isEqualTo(MONDAY);
        assertThat(change.enters()).isNull();
        assertThat(change.entry().isDeleted()).isTrue();
        assertThat(change.entry().bucket()).isNull();
        assertThat(Fold.decide(change.entry(), moved, 3, 43))
                .as("of equal versions the deletion wins")
                .isEmpty();
    }

    @Test
    void a_deletion_of_what_was_never_seen_is_remembered() {
        var change = Fold.decide(null, deleted("app:r-1", 2), 3, 42).orElseThrow();

        assertThat(change.leaves()).isNull();
        assertThat(Fold.decide(change.entry(), first, 3, 43)).isEmpty();
    }
}
