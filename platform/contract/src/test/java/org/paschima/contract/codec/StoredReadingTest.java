package org.paschima.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.Receipt;
import org.paschima.contract.RecordKind;
import org.paschima.contract.codec.GoldenFixture.Golden;

/** Values as stores keep them: without the headers they came with. */
class StoredReadingTest {

    static Stream<Function<byte[], Object>> readers() {
        return Stream.of(
                json -> FactCodec.record(RecordKind.PRACTICE, json),
                FactCodec::profile,
                FactCodec::consents,
                FactCodec::screening,
                FactCodec::nudgePlan,
                FactCodec::nudge,
                FactCodec::receipt);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void what_cannot_be_read_is_said_and_never_taken_for_nothing(Function<byte[], Object> reader) {
        for (var broken : new String[] {"", "{", "[]", "null", "{}", "{\"version\": \"secret\"}"}) {
            assertThatThrownBy(() -> reader.apply(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    static Stream<Golden> goldens() {
        return GoldenFixture.all().filter(golden -> isKept(golden.typed()));
    }

    private static boolean isKept(Object typed) {
        return !(typed instanceof Fact.Deleted
                || typed instanceof Fact.NudgeFateReported
                || typed instanceof Fact.NudgesPaused
                || typed instanceof Fact.NudgesResumed
                || typed instanceof Fact.CareDismissed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void what_was_stored_is_read_without_its_headers_as_it_was_with_them(Golden golden) {
        var stored = golden.json();

        switch (golden.typed()) {
            case Fact.Recorded(var record, var _) ->
                assertThat(FactCodec.record(record.kind(), stored)).isEqualTo(record);
            case Fact.ProfileChanged(var profile, var _) ->
                assertThat(FactCodec.profile(stored)).isEqualTo(profile);
            case Fact.ConsentsChanged(var consents, var _) ->
                assertThat(FactCodec.consents(stored)).isEqualTo(consents);
            case Fact.ScreeningChanged(var screening, var _) ->
                assertThat(FactCodec.screening(stored)).isEqualTo(screening);
            case Fact.NudgePlanChanged(var plan, var _, var _) ->
                assertThat(FactCodec.nudgePlan(stored)).isEqualTo(plan);
            case NudgeEvent event -> assertThat(FactCodec.nudge(stored)).isEqualTo(event);
            case Receipt receipt -> assertThat(FactCodec.receipt(stored)).isEqualTo(receipt);
            default -> throw new AssertionError(golden);
        }
    }
}
