package org.paschima.insight.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.paschima.insight.domain.helps.Credit;
import org.paschima.insight.domain.helps.Population;
import org.paschima.insight.domain.helps.PopulationSums;
import org.paschima.insight.domain.helps.PopulationSums.Compared;
import org.paschima.insight.domain.helps.PopulationSums.Of;
import org.paschima.insight.domain.helps.PopulationSums.Sums;
import org.paschima.insight.domain.helps.Unit;

class PopulationDocumentsTest {

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

    private static PopulationSums sums(Compared compared) {
        var of = new Of(Credit.PRACTICE, new Unit("tadasana", null));
        return new PopulationSums(25, new TreeMap<>(Map.of(of, new Sums(25, 90, -12, 40, 9, 400))), compared);
    }

    @Test
    void what_is_stored_is_read_again() {
        var kept = sums(new Compared(22, 300, 410, 250, 520));

        assertThat(PopulationDocuments.population(PopulationDocuments.document("studio", kept, AT)))
                .isEqualTo(new Population(kept, AT));
    }

    @Test
    void sums_from_before_pairs_without_practice_were_kept_are_still_read() {
        var document = PopulationDocuments.document("studio", sums(Compared.NONE), AT);
        document.remove("r");

        assertThat(PopulationDocuments.population(document)).isEqualTo(new Population(sums(Compared.NONE), AT));
    }
}
