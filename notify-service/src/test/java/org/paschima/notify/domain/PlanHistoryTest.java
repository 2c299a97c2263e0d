package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.consents;
import static org.paschima.notify.domain.MemberFixture.livesIn;
import static org.paschima.notify.domain.MemberFixture.nobodyAt;
import static org.paschima.notify.domain.MemberFixture.planWith;

import java.util.ArrayList;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.Receipt;
import org.paschima.contract.codec.FactCodec;
import org.paschima.testkit.Seeds;

/** Whatever becomes of plans, what is decided is what the oracle of {@link PlanHistory} says there was to decide. */
class PlanHistoryTest {

    static LongStream seeds() {
        return Seeds.first(300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void of_any_history_of_plans_every_decision_point_has_one_receipt_and_nothing_else_has(long seed) {
        // Given
        var random = new Random(seed);
        var history = PlanHistory.random(random);
        var edits = history.edits();

        // When: at each run the facts written by then are folded, then all that is due is decided
        var member = nobodyAt(PlanHistory.START);
        int folded = 0;
        int said = 0;
        boolean hasBegun = false;
        var windows = new ArrayList<String>();
        for (var run : history.runs()) {
            member.at(run);
            if (!hasBegun && !run.isBefore(history.begins())) {
                member.happened(livesIn(PlanHistory.ZONE, 1), history.begins())
                        .happened(consents(true, 1), history.begins());
                hasBegun = true;
            }
            for (; folded < edits.size() && !edits.get(folded).at().isAfter(run); folded++) {
                var edit = edits.get(folded);
                member.happened(
                        FactCodec.changed(planWith(new Caps(6, 30, 0, 0), edit.slots(), null, edit.version())),
                        edit.at());
            }
            for (;
                    said < history.consents().size()
                            && hasBegun
                            && !history.consents().get(said).at().isAfter(run);
                    said++) {
                var consent = history.consents().get(said);
                member.happened(consents(consent.given(), said + 2L), consent.at());
            }
            member.decides();
            windows.add(member.state.history().actions());
        }

        // Then
        assertThat(member.covered)
                .extracting(key -> key.replace('|', ' '))
                .containsExactlyInAnyOrderElementsOf(history.expected());
        assertThat(member.receipts)
                .extracting(receipt -> receipt.instant().toInstant())
                .isSorted();
        var actions = new StringBuilder();
        for (var receipt : member.receipts) {
            var run = receipt.run();
            actions.append("0".repeat(run == null ? 0 : run.slots() - 1))
                    .append(receipt.action() == Receipt.Action.SENT ? '1' : '0');
        }
        assertThat(windows.getLast()).isEqualTo(actions.substring(Math.max(0, actions.length() - 14)));
    }
}
