package org.paschima.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.Screening;

final class HeldSettingTest {

    static LongStream seeds() {
        var given = System.getProperty("seed");
        return given == null ? LongStream.rangeClosed(1, 200) : LongStream.of(Long.parseLong(given));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void of_consents_of_one_version_what_was_withdrawn_stays_withdrawn_in_any_order_and_repetition(long seed) {
        var random = new Random(seed);
        var sent = new ArrayList<Consents>();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            sent.add(new Consents(
                    random.nextInt(3) > 0,
                    random.nextInt(3) > 0,
                    random.nextInt(3) > 0,
                    random.nextInt(3) > 0,
                    random.nextInt(3)));
        }
        var arriving = new ArrayList<>(sent);
        arriving.addAll(sent.subList(0, random.nextInt(sent.size() + 1)));
        Collections.shuffle(arriving, random);

        var held = arriving.stream()
                .map(FactCodec::changed)
                .reduce(HeldSetting::of)
                .orElseThrow()
                .consents();

        long newest = sent.stream().mapToLong(Consents::version).max().orElseThrow();
        var ofNewest = sent.stream().filter(each -> each.version() == newest).toList();
        assertThat(held.version()).isEqualTo(newest);
        assertThat(held.tracking()).isEqualTo(ofNewest.stream().allMatch(Consents::tracking));
        assertThat(held.nudging()).isEqualTo(ofNewest.stream().allMatch(Consents::nudging));
        assertThat(held.research()).isEqualTo(ofNewest.stream().allMatch(Consents::research));
        assertThat(held.teacher()).isEqualTo(ofNewest.stream().allMatch(Consents::teacher));
    }

    @Test
    void of_consents_given_and_withdrawn_crosswise_none_of_the_two_is_left() {
        var onePurpose = FactCodec.changed(new Consents(true, true, false, false, 7));
        var theOther = FactCodec.changed(new Consents(true, false, true, false, 7));

        var neither = FactCodec.changed(new Consents(true, false, false, false, 7));
        assertThat(HeldSetting.of(onePurpose, theOther)).isEqualTo(neither);
        assertThat(HeldSetting.of(theOther, onePurpose)).isEqualTo(neither);
    }

    @Test
    void of_other_settings_the_rank_decides() {
        Fact.OfMember older = FactCodec.changed(new Screening(List.of("glaucoma"), 1));
        Fact.OfMember newer = FactCodec.changed(new Screening(List.of(), 2));

        assertThat(HeldSetting.of(older, newer)).isEqualTo(newer);
        assertThat(HeldSetting.of(newer, older)).isEqualTo(newer);
    }
}
