package org.paschima.insight.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.MeasureCell;

class CellDocumentsTest {

    private static MeasureCell cva(Document document) {
        return CellDocuments.cells(document, List.of()).measures().getOrDefault("cva", MeasureCell.EMPTY);
    }

    @Test
    void measured_values_are_read_again_with_their_times() {
        var none = DayCells.EMPTY;
        var timed = MeasureCell.of(
                List.of(new MeasureCell.Capture(1_700_000_000L, 481_234), new MeasureCell.Capture(-60, -20_000)));
        var kept = new DayCells(
                none.tension(),
                none.pain(),
                none.stress(),
                new TreeMap<>(Map.of("cva", timed)),
                none.frontBack(),
                none.sideSide(),
                none.sessions(),
                none.checks(),
                none.records());

        assertThat(cva(CellDocuments.document(kept))).isEqualTo(timed);
    }

    @Test
    void sums_stored_before_times_were_kept_are_still_read() {
        var stored = new Document(
                "m",
                List.of(new Document("m", "cva")
                        .append("y", List.of(2L, 1_000_000L, 500_200_000_000L, 490_000L, 510_000L, 72_060L))));

        var cell = cva(stored);

        assertThat(cell.n()).isEqualTo(2);
        assertThat(cell.mean()).isEqualTo(50);
        assertThat(cell.least()).isEqualTo(49);
        assertThat(cell.greatest()).isEqualTo(51);
        assertThat(cell.meanEpochSecond()).isEqualTo(36_030);
        assertThat(cell.occasions()).containsExactly(new MeasureCell.Occasion(36_030, 50));
    }
}
