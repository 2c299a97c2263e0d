package org.paschima.contract.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CatalogTest {

    private static final Catalog CATALOG = Catalog.v1();

    /** Words and phrases of domain.md §5.3, each with its inflections, and words of urgency, guilt and body-shame. */
    private static final Pattern BANNED = Pattern.compile(
            "\\b(diagnos\\w*|treat\\w*|cur(e|es|ed|ing)|correct (your|the) \\w+|bad posture|poor posture|prevent\\w*|proven"
                    + "|guarantee\\w*|detox\\w*|must|should|hurry|now or never|don't miss|failed|lazy|ugly|sloppy|fat|hunch\\w*|more)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DISEASE = Pattern.compile(
            "glaucoma|hypertension|spondylosis|arthritis|cancer|osteoporosis|stroke|hernia|ulcer|syndrome|disease",
            Pattern.CASE_INSENSITIVE);

    static Stream<Arguments> the_words_of_the_specification() {
        return Stream.of(
                arguments(
                        "regions",
                        CATALOG.regions().stream().map(Region::id).toList(),
                        List.of(
                                "head",
                                "jaw",
                                "neck",
                                "cervical-spine",
                                "cervicothoracic",
                                "upper-back",
                                "mid-back",
                                "lower-back",
                                "shoulder-blade",
                                "chest",
                                "collarbone",
                                "sc-joint",
                                "ac-joint",
                                "upper-arm",
                                "upper-limb",
                                "hand",
                                "fingers",
                                "hip",
                                "ankle",
                                "shoulder",
                                "upper-trapezius")),
                arguments(
                        "landmarks",
                        CATALOG.landmarks().stream().map(Landmark::id).toList(),
                        List.of("ears", "shoulders", "hips", "ankles")),
                arguments("axes", CATALOG.axes().stream().map(Axis::id).toList(), List.of("front-back", "side-side")),
                arguments(
                        "practices",
                        CATALOG.practices().stream().map(PosePractice::id).toList(),
                        List.of(
                                "back-body-breath",
                                "tadasana",
                                "parsvottanasana",
                                "bhujangasana",
                                "dhanurasana",
                                "ardha-pincha-mayurasana",
                                "savasana")),
                arguments(
                        "arm variations",
                        CATALOG.practice("parsvottanasana").orElseThrow().armVariations(),
                        List.of("hands-on-hips", "opposite-elbows", "reverse-prayer", "blocks", "wall")),
                arguments(
                        "cues",
                        CATALOG.cues().stream().map(Cue::id).toList(),
                        List.of(
                                "receive-breath-in-back",
                                "exhale-lengthen",
                                "shoulders-soften-down",
                                "ears-over-shoulders",
                                "shoulders-over-hips",
                                "hips-over-ankles",
                                "back-of-heart",
                                "space-across-collarbones",
                                "breath-leads-adjustment",
                                "no-forcing")),
                arguments(
                        "contexts",
                        CATALOG.contexts().stream().map(Context::id).toList(),
                        List.of(
                                "mat",
                                "checkout-line",
                                "grocery-cart",
                                "parked-before-drive",
                                "desk",
                                "phone",
                                "carrying",
                                "waiting")),
                arguments(
                        "emergency symptoms",
                        codes(SymptomTier.EMERGENCY),
                        List.of(
                                "worst-ever-pain-sudden",
                                "face-droop",
                                "speech-trouble",
                                "vision-trouble",
                                "walking-or-balance-trouble",
                                "blackout",
                                "chest-pain",
                                "breathlessness",
                                "recent-significant-trauma",
                                "bladder-or-bowel-change",
                                "weakness-both-sides",
                                "numbness-both-sides")),
                arguments(
                        "urgent symptoms",
                        codes(SymptomTier.URGENT),
                        List.of(
                                "arm-weakness",
                                "hand-weakness",
                                "clumsy-hands",
                                "numbness-spreading",
                                "numbness-persisting",
                                "numbness-after-practice",
                                "pain-below-elbow",
                                "electric-shock-on-neck-bending",
                                "fever",
                                "unexplained-weight-loss",
                                "night-pain",
                                "new-pain-with-serious-history",
                                "new-winging-one-side",
                                "dizziness")),
                arguments("routine symptoms", codes(SymptomTier.ROUTINE), List.of("finger-tingling", "headache")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void the_words_of_the_specification(String kind, List<String> actual, List<String> specified) {
        assertThat(actual).as(kind).containsExactlyInAnyOrderElementsOf(specified);
    }

    @ParameterizedTest
    @CsvSource({
        "cva, deg, 20, 80, false, false",
        "c7Tragus, deg, 100, 160, false, false",
        "shoulderC7, deg, 20, 100, false, false",
        "fsa, deg, 0, 90, false, false",
        "fha, deg, 0, 90, false, false",
        "acromionWall, cm, 0, 20, false, false",
        "scapularIndex, ratio, 40, 120, false, false",
        "pecMinorIndex, ratio, 4, 14, false, false",
        "scapMidline, cm, 3, 15, false, false",
        "winging, grade, 0, 2, true, true",
        "kyphosis, deg, 0, 100, false, false",
        "shoulderTilt, deg, -20, 20, false, false",
        "headTilt, deg, -20, 20, false, false",
        "pss10, score, 0, 40, true, false",
        "pss4, score, 0, 16, true, false",
        "ndi, score, 0, 50, true, false",
        "hrvRmssd, ms, 1, 300, false, false"
    })
    void a_measure_has_its_unit_and_range(
            String id, String unit, double min, double max, boolean integer, boolean sided) {
        var measure = CATALOG.measure(id).orElseThrow();

        assertThat(measure.unit()).isEqualTo(unit);
        assertThat(measure.min()).isEqualTo(min);
        assertThat(measure.max()).isEqualTo(max);
        assertThat(measure.integer()).isEqualTo(integer);
        assertThat(measure.sided()).isEqualTo(sided);
        assertThat(measure.accepts(min)).isTrue();
        assertThat(measure.accepts(max)).isTrue();
        assertThat(measure.accepts(Math.nextDown(min))).isFalse();
        assertThat(measure.accepts(Math.nextUp(max))).isFalse();
        assertThat(measure.accepts(Double.NaN)).isFalse();
    }

    @Test
    void no_measure_is_there_that_the_table_above_does_not_name() {
        assertThat(CATALOG.measures()).hasSize(17);
    }

    /** 131.1 read as 48.9: domain.md §1.1. */
    @Test
    void an_angle_seen_from_the_other_side_is_read_as_the_first() {
        var conversion =
                Objects.requireNonNull(CATALOG.measure("c7Tragus").orElseThrow().conversion());

        assertThat(conversion.to()).isEqualTo("cva");
        assertThat(conversion.apply(131.1)).isCloseTo(48.9, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "back-body-breath | ''",
                "tadasana | dizziness-now",
                "parsvottanasana | glaucoma uncontrolled-hypertension back-injury hamstring-injury",
                "bhujangasana | back-injury pregnancy chest-pain recent-abdominal-surgery carpal-tunnel radiating-arm-pain",
                "dhanurasana | pregnancy high-blood-pressure low-blood-pressure neck-injury neck-spondylosis severe-back-pain hernia ulcer",
                "ardha-pincha-mayurasana | glaucoma uncontrolled-hypertension neck-injury shoulder-injury"
            })
    void a_practice_is_ruled_out_by_the_conditions_of_the_screening_table(String id, String conditions) {
        var practice = CATALOG.practice(id).orElseThrow();

        assertThat(practice.doNotSuggestIf())
                .containsAll(conditions.isEmpty() ? List.of() : List.of(conditions.split(" ")));
    }

    /** A member who says the graver thing has said the lesser one too. */
    @Test
    void what_high_blood_pressure_rules_out_is_ruled_out_when_it_is_not_under_control() {
        for (var practice : CATALOG.practices()) {
            if (practice.doNotSuggestIf().contains("high-blood-pressure")) {
                assertThat(practice.doNotSuggestIf()).as(practice.id()).contains("uncontrolled-hypertension");
            }
        }
    }

    @Test
    void a_sore_neck_rules_out_reverse_prayer() {
        assertThat(CATALOG.armVariation("reverse-prayer").orElseThrow().doNotSuggestIf())
                .contains("neck-pain");
    }

    @Test
    void the_bow_is_never_nudged_and_the_default_content_may_be() {
        assertThat(CATALOG.practice("dhanurasana").orElseThrow().nudgeable()).isFalse();
        assertThat(CATALOG.practice("back-body-breath").orElseThrow().nudgeable())
                .isTrue();
        assertThat(CATALOG.practice("tadasana").orElseThrow().nudgeable()).isTrue();
        assertThat(CATALOG.cues()).allMatch(Cue::isNudgeable);
    }

    @Test
    void no_nudge_is_aimed_at_a_drive_or_at_someone_who_moves_a_load() {
        assertThat(CATALOG.contexts().stream()
                        .filter(context -> !context.safeForNudge())
                        .map(Context::id))
                .containsExactlyInAnyOrder("grocery-cart", "parked-before-drive", "carrying");
        assertThat(CATALOG.hasContext("driving")).isFalse();
    }

    @Test
    void every_context_but_the_mat_leaves_room_for_the_breath_and_none_for_a_pose_on_the_floor() {
        var breath = CATALOG.practice("back-body-breath").orElseThrow();
        var cobra = CATALOG.practice("bhujangasana").orElseThrow();
        for (var context : CATALOG.contexts()) {
            assertThat(context.leavesRoomFor(breath)).as(context.id()).isTrue();
            assertThat(context.leavesRoomFor(cobra))
                    .as(context.id())
                    .isEqualTo(context.id().equals("mat"));
        }
    }

    /** Overcorrection is never answered with more: domain.md §0, §5.3. */
    @Test
    void a_cue_that_pushes_further_up_is_never_all_that_an_overcorrected_member_gets() {
        for (var cue : CATALOG.cues()) {
            assertThat(cue.pushes()).as(cue.id()).anyMatch(push -> push.axis().equals(Axis.FRONT_BACK));
            assertThat(CATALOG.isFitWhenOvercorrected(List.of(cue.id())))
                    .as(cue.id())
                    .isEqualTo(cue.pushOn(Axis.FRONT_BACK) <= 0);
        }
        assertThat(CATALOG.isFitWhenOvercorrected(List.of("exhale-lengthen", "space-across-collarbones")))
                .isFalse();
        assertThat(CATALOG.isFitWhenOvercorrected(List.of("exhale-lengthen", "receive-breath-in-back")))
                .isTrue();
        assertThat(CATALOG.isFitWhenOvercorrected(List.of("a-cue-of-a-later-version")))
                .isFalse();
        assertThat(CATALOG.isFitWhenOvercorrected(List.of())).isTrue();
    }

    @Test
    void there_is_a_cue_for_either_end_of_the_pillar_and_one_for_awareness() {
        assertThat(CATALOG.cues().stream()
                        .map(cue -> cue.pushOn(Axis.FRONT_BACK))
                        .toList())
                .contains(-1, 0, 1);
    }

    @Test
    void an_unknown_word_is_unknown() {
        assertThat(CATALOG.hasRegion("tail")).isFalse();
        assertThat(CATALOG.hasPractice("tail")).isFalse();
        assertThat(CATALOG.hasCue("tail")).isFalse();
        assertThat(CATALOG.hasContext("tail")).isFalse();
        assertThat(CATALOG.hasCondition("tail")).isFalse();
        assertThat(CATALOG.hasArmVariation("tail")).isFalse();
        assertThat(CATALOG.measure("tail")).isEmpty();
        assertThat(CATALOG.tier("tail")).isEmpty();
    }

    @Test
    void nothing_that_is_shown_uses_a_banned_word() {
        assertThat(shown()).noneMatch(text -> BANNED.matcher(text).find());
    }

    @Test
    void only_the_screening_names_diseases() {
        assertThat(shown()).noneMatch(text -> DISEASE.matcher(text).find());
    }

    @Test
    void the_pattern_of_banned_words_bites() {
        for (var text :
                Set.of("Treats pain", "Proven relief", "correct your spine", "Bad posture", "Prevents headaches")) {
            assertThat(BANNED.matcher(text).find()).as(text).isTrue();
        }
        assertThat(BANNED.matcher("overcorrected").find()).isFalse();
    }

    @Test
    void the_body_of_the_answer_is_the_resource_itself() {
        assertThat(CatalogReader.read(CATALOG.json()).practices()).isEqualTo(CATALOG.practices());
        assertThat(CATALOG.version()).isEqualTo("1");
    }

    private static List<String> shown() {
        var texts = new ArrayList<String>();
        CATALOG.regions().forEach(region -> texts.add(region.label()));
        CATALOG.landmarks().forEach(landmark -> texts.add(landmark.label()));
        CATALOG.axes().forEach(axis -> texts.addAll(List.of(axis.label(), axis.negative(), axis.positive())));
        CATALOG.armVariations().forEach(variation -> texts.add(variation.label()));
        CATALOG.practices().forEach(practice -> {
            texts.add(practice.label());
            texts.addAll(practice.advice());
        });
        CATALOG.cues().forEach(cue -> texts.add(cue.label()));
        CATALOG.contexts().forEach(context -> texts.add(context.label()));
        CATALOG.measures().forEach(measure -> texts.add(measure.label()));
        CATALOG.symptoms().forEach(symptom -> texts.add(symptom.label()));
        return texts;
    }

    private static List<String> codes(SymptomTier tier) {
        return CATALOG.symptoms().stream()
                .filter(symptom -> symptom.tier() == tier)
                .map(Symptom::code)
                .toList();
    }
}
