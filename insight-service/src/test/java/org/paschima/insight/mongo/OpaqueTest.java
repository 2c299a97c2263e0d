package org.paschima.insight.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Language;
import org.paschima.contract.MemberId;
import org.paschima.insight.domain.effect.Decision;
import org.paschima.insight.domain.effect.StudioFixture;
import org.paschima.insight.domain.experiment.OpenCare;
import org.paschima.insight.store.Statement;
import org.paschima.insight.store.StatementRecord;

class OpaqueTest {

    private static final MemberId MEMBER = new MemberId("gym", "a");

    private static final Document DOCUMENT = new Document("_id", "gym/a")
            .append("v", 7L)
            .append("n", 3)
            .append("u", null)
            .append("t", Date.from(Instant.EPOCH))
            .append("d", List.of(new Document("s", "08:00").append("p", 0.25), new Document("s", "13:00")));

    @Test
    void what_is_closed_opens_to_the_same_and_what_is_readable_stays() {
        // When
        var closed = Opaque.closed(DOCUMENT, Set.of("_id", "v"));

        // Then
        assertThat(closed).containsOnlyKeys("_id", "v", Opaque.FIELD).containsEntry("v", 7L);
        assertThat(closed.get(Opaque.FIELD)).isInstanceOf(Binary.class);
        assertThat(Opaque.opened(closed)).isEqualTo(DOCUMENT);
    }

    @Test
    void what_was_never_closed_is_read_as_it_is() {
        assertThat(Opaque.opened(DOCUMENT)).isEqualTo(DOCUMENT);
    }

    @Test
    void what_a_newer_release_closed_in_another_form_is_refused() {
        var newer = new Document("_id", "gym/a").append(Opaque.FIELD, new Binary(new byte[] {2, 0}));

        assertThatThrownBy(() -> Opaque.opened(newer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer release");
    }

    @Test
    void a_statement_of_before_reads_like_one_of_now() {
        // Given
        var day = StudioFixture.FIRST;
        var values = new TreeMap<>(Map.of("n", "3"));
        var said = new Statement(Language.DE, "neck", "t", "Dein Nacken.", values, "EASING", "E1", 3, day, day, "m", 1);
        var record = new StatementRecord(said, Instant.parse("2026-04-03T00:00:00Z"), 7);

        // When
        var stored = StatementDocuments.document(MEMBER, record);

        // Then
        assertThat(stored).doesNotContainKey("x");
        assertThat(StatementDocuments.record(stored)).isEqualTo(record);
        assertThat(StatementDocuments.record(Opaque.opened(stored))).isEqualTo(record);
    }

    @Test
    void decisions_of_before_read_like_those_of_now() {
        // Given
        var decision = Decision.of(
                StudioFixture.receipt(StudioFixture.decided(StudioFixture.FIRST, StudioFixture.SLOTS.getFirst())));
        var key = Keys.day(MEMBER, decision.localDate().toString());

        // When
        Map<LocalTime, Document> bySlot = Map.of(decision.slot(), DecisionDocuments.decision(decision));
        var stored = DecisionDocuments.day(key, bySlot);

        // Then
        assertThat(stored).doesNotContainKey("d");
        assertThat(DecisionDocuments.decisions(stored)).containsExactly(decision);
        assertThat(DecisionDocuments.decisions(Opaque.opened(stored))).containsExactly(decision);
    }

    @Test
    void care_of_before_reads_like_that_of_now() {
        // Given
        var stored = CareDocuments.document(MEMBER.key(), OpenCare.NONE);

        // Then
        assertThat(stored).doesNotContainKeys("s", "q");
        assertThat(CareDocuments.care(stored)).isEqualTo(OpenCare.NONE);
        assertThat(CareDocuments.care(Opaque.opened(stored))).isEqualTo(OpenCare.NONE);
    }
}
