package org.paschima.contract.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Language;

/** The catalogue is called the same things, and is the same vocabulary, in every language. */
class LabelsTest {

    private static final Catalog GERMAN =
            CatalogReader.read(Labels.in(Language.DE).json());

    @Test
    void english_is_the_catalogue_itself() {
        assertThat(Labels.in(Language.EN).json()).isEqualTo(Catalog.v1().json());
        assertThat(Labels.in(Language.EN).of("regions", "upper-back")).isEqualTo("Upper back");
    }

    @Test
    void the_translated_catalogue_differs_in_labels_and_advice_alone() {
        assertThat(GERMAN.version()).isEqualTo(Catalog.v1().version());
        assertThat(GERMAN.regions())
                .extracting(Region::id)
                .isEqualTo(Catalog.v1().regions().stream().map(Region::id).toList());
        for (var practice : Catalog.v1().practices()) {
            var translated = GERMAN.practice(practice.id()).orElseThrow();
            assertThat(translated.label()).isEqualTo(Labels.in(Language.DE).of("practices", practice.id()));
            assertThat(translated.advice())
                    .hasSameSizeAs(practice.advice())
                    .doesNotContainAnyElementsOf(practice.advice());
            assertThat(translated)
                    .usingRecursiveComparison()
                    .ignoringFields("label", "advice")
                    .isEqualTo(practice);
        }
        for (var symptom : Catalog.v1().symptoms()) {
            assertThat(GERMAN.tier(symptom.code())).contains(symptom.tier());
        }
        assertThat(GERMAN.cues())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("label")
                .isEqualTo(Catalog.v1().cues());
        assertThat(GERMAN.measures())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("label")
                .isEqualTo(Catalog.v1().measures());
    }

    /** Words that are the same in both languages are known by name; all others were forgotten. */
    @Test
    void nothing_was_left_in_english() {
        assertThat(GERMAN.activities().stream()
                        .filter(each -> each.label()
                                .equals(Catalog.v1()
                                        .activity(each.id())
                                        .orElseThrow()
                                        .label()))
                        .map(Activity::id))
                .containsExactlyInAnyOrderElementsOf(List.of("yoga", "meditation", "pilates"));
        assertThat(GERMAN.regions().stream()
                        .filter(each -> each.label()
                                .equals(Catalog.v1()
                                        .region(each.id())
                                        .orElseThrow()
                                        .label()))
                        .map(Region::id))
                .containsExactly("hand");
        assertThat(GERMAN.conditions().stream().map(Condition::label))
                .doesNotContainAnyElementsOf(
                        Catalog.v1().conditions().stream().map(Condition::label).toList());
        assertThat(GERMAN.symptoms().stream().map(Symptom::label))
                .doesNotContainAnyElementsOf(
                        Catalog.v1().symptoms().stream().map(Symptom::label).toList());
    }

    @Test
    void what_is_not_in_the_catalogue_has_no_label() {
        assertThatThrownBy(() -> Labels.in(Language.DE).of("regions", "tail")).hasMessageContaining("tail");
    }
}
