package org.paschima.contract.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each test plants one mistake in a small catalogue that loads without it. */
final class CatalogReaderTest {

    private static final String SMALL = """
            {
              "version": "test",
              "regions": [{"id": "neck", "label": "Neck", "snomed": "45048000"}],
              "landmarks": [{"id": "ears", "label": "Ears"}],
              "axes": [{"id": "front-back", "label": "Front and back", "negative": "collapsed", "positive": "overcorrected"}],
              "conditions": [{"id": "glaucoma", "label": "Glaucoma"}],
              "armVariations": [{"id": "wall", "label": "Hands on a wall", "doNotSuggestIf": []}],
              "practices": [{
                "id": "dolphin", "label": "Dolphin", "armVariations": ["wall"], "minSeconds": 20, "maxSeconds": 60, "needs": ["floor"],
                "offMat": false, "forceful": false, "nudgeable": true, "doNotSuggestIf": ["glaucoma"], "caution": [], "advice": []
              }],
              "activities": [{"id": "walk", "label": "Walk"}],
              "cues": [{
                "id": "soften", "label": "Soften", "pushes": [{"axis": "front-back", "direction": -1}],
                "needs": ["eyes"], "forceful": false, "holdsBreath": false, "seconds": 20
              }],
              "contexts": [{"id": "desk", "label": "At a desk", "offMat": true, "leavesFree": ["hands"], "safeForNudge": true}],
              "measures": [
                {"id": "cva", "label": "Angle", "unit": "deg", "min": 20, "max": 80, "integer": false, "sided": false},
                {"id": "c7", "label": "Other", "unit": "deg", "min": 100, "max": 160, "integer": false, "sided": false, "converts": {"to": "cva", "subtractFrom": 180}}
              ],
              "symptoms": [{"code": "fever", "tier": "URGENT", "label": "Fever"}]
            }
            """;

    @Test
    void the_small_catalogue_loads() {
        var catalog = CatalogReader.read(SMALL);

        assertThat(catalog.version()).isEqualTo("test");
        assertThat(catalog.cue("soften").orElseThrow().needs()).containsExactly(Need.EYES);
        assertThat(catalog.practice("dolphin").orElseThrow().needs()).containsExactly(Need.FLOOR);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // cues without tags
                "\"pushes\": [{\"axis\": \"front-back\", \"direction\": -1}],|| cue \"soften\": pushes is missing",
                "[{\"axis\": \"front-back\", \"direction\": -1}] | [] | cue \"soften\": pushes is empty",
                "\"needs\": [\"eyes\"],|| cue \"soften\": needs is missing",
                ", \"seconds\": 20 || cue \"soften\": seconds is missing",
                "\"needs\": [\"eyes\"], \"forceful\": false,| \"needs\": [\"eyes\"],| cue \"soften\": forceful is missing",
                "\"holdsBreath\": false,|| cue \"soften\": holdsBreath is missing",
                ", \"direction\": -1 || cue \"soften\": a push has no direction",
                "\"direction\": -1 | \"direction\": -2 | direction must be a whole number from -1 to 1",
                "{\"axis\": \"front-back\" | {\"axis\": \"up-down\" | cue \"soften\": pushes on an unknown axis \"up-down\"",
                "-1}] | -1}, {\"axis\": \"front-back\", \"direction\": 1}] | cue \"soften\": pushes twice on \"front-back\"",
                "[\"eyes\"] | [\"feet\"] | cue \"soften\": needs holds \"feet\"",
                "\"seconds\" | \"secs\" | cue \"soften\": secs is not known here",
                // practices
                "\"armVariations\": [\"wall\"] | \"armVariations\": [\"lotus\"] | practice \"dolphin\": armVariations names an unknown arm variation \"lotus\"",
                "\"doNotSuggestIf\": [\"glaucoma\"] | \"doNotSuggestIf\": [\"glucoma\"] | practice \"dolphin\": doNotSuggestIf names an unknown condition \"glucoma\"",
                "\"caution\": [] | \"caution\": [\"glaucoma\"] | practice \"dolphin\": \"glaucoma\" both rules it out and asks for caution",
                "\"caution\": [], || practice \"dolphin\": caution is missing",
                "\"offMat\": false, \"forceful\": false | \"offMat\": false, \"forceful\": true | practice \"dolphin\": what is forceful is never nudged",
                "\"offMat\": false | \"offMat\": true | practice \"dolphin\": what needs the floor is not off the mat",
                "\"minSeconds\": 20 | \"minSeconds\": 61 | practice \"dolphin\": minSeconds is greater than maxSeconds",
                "\"nudgeable\": true | \"nudgeable\": \"yes\" | practice \"dolphin\": nudgeable must be true or false",
                // contexts
                "\"id\": \"desk\" | \"id\": \"driving\" | context \"driving\": driving is no context for practice",
                "\"leavesFree\": [\"hands\"] | \"leavesFree\": [\"floor\"] | context \"desk\": off the mat the floor is not free",
                ", \"safeForNudge\": true || context \"desk\": safeForNudge is missing",
                // measures
                "\"min\": 20 | \"min\": 80 | measure \"cva\": min must be less than max",
                "\"max\": 160 | \"max\": 170 | measure \"c7\" converts to values that \"cva\" refuses",
                "\"to\": \"cva\" | \"to\": \"cvb\" | measure \"c7\" converts to an unknown measure \"cvb\"",
                "\"unit\": \"deg\", \"min\": 20 | \"min\": 20 | measure \"cva\": unit is missing",
                "\"max\": 80, \"integer\": false | \"max\": 80.5, \"integer\": true | measure \"cva\": an integer measure has whole numbers",
                // the rest
                "\"URGENT\" | \"SOON\" | symptom \"fever\": tier must be one of EMERGENCY, URGENT, ROUTINE: SOON",
                "\"label\": \"Fever\" | \"label\": \" \" | symptom \"fever\": label is blank",
                "45048000 | 45-048 | region \"neck\": snomed must be 6 to 18 digits",
                "\"id\": \"neck\" | \"id\": \"Neck\" | region \"Neck\": id is not well formed",
                "\"id\": \"neck\", | | regions[0]: id is missing",
                "[{\"id\": \"ears\", \"label\": \"Ears\"}] | [] | catalogue: landmarks is empty",
                "\"version\": \"test\", || catalogue: version is missing",
                "\"label\": \"Ears\" | \"label\": null | leave out what is not there",
                "\"label\": \"Ears\" | \"label\": \"Ears\", \"label\": \"Eyes\" | a field name is repeated",
                "[{\"id\": \"ears\", \"label\": \"Ears\"}] | [{\"id\": \"ears\", \"label\": \"Ears\"}, {\"id\": \"ears\", \"label\": \"Ears\"}] | landmark \"ears\": id is there twice"
            })
    void a_planted_mistake_keeps_it_from_loading(String sound, String mistaken, String message) {
        var planted = SMALL.replace(sound, mistaken == null ? "" : mistaken);
        assertThat(planted).isNotEqualTo(SMALL);

        assertThatThrownBy(() -> CatalogReader.read(planted))
                .isInstanceOf(InvalidCatalogException.class)
                .hasMessageContaining(message);
    }

    @Test
    void all_mistakes_are_reported_at_once() {
        var planted = SMALL.replace("\"holdsBreath\": false,", "").replace("\"URGENT\"", "\"SOON\"");

        assertThatThrownBy(() -> CatalogReader.read(planted))
                .hasMessageContaining("cue \"soften\"")
                .hasMessageContaining("symptom \"fever\"");
    }

    @Test
    void what_is_no_json_object_is_refused() {
        assertThatThrownBy(() -> CatalogReader.read("[]")).hasMessageContaining("must be a JSON object");
        assertThatThrownBy(() -> CatalogReader.read(SMALL + "{}"))
                .hasMessageContaining("there is more after the JSON value");
        assertThatThrownBy(() -> CatalogReader.read("{")).isInstanceOf(InvalidCatalogException.class);
    }
}
