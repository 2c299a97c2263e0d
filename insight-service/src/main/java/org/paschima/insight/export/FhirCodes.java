package org.paschima.insight.export;

import java.util.ArrayList;
import java.util.List;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.Side;
import org.paschima.contract.catalog.Catalog;

/**
 * The codes of the FHIR export (domain.md §1.3). Those of our own are primary; SNOMED CT and LOINC stand beside them where
 * the table knows one, since the use of SNOMED CT needs a licence in some countries.
 */
final class FhirCodes {

    static final String BASE = "https://paschima.org/fhir/";

    private static final String OURS = BASE + "CodeSystem/";
    private static final String LOINC = "http://loinc.org";
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String LATERALITY = "272741003";

    static final Code TENSION = quantity("tension", "Tension now, 0 to 10");
    static final Code STRESS = quantity("stress", "Stress now, 0 to 10");
    static final Code MOOD = quantity("mood", "Mood now, 0 to 10");
    static final Code SESSION = quantity("practice-session", "Practice session");
    static final Code PAIN = new Code(
            "Pain now, 0 to 10",
            List.of(new Coding(LOINC, "72514-3", ""), new Coding(OURS + "quantity", "pain", "Pain now, 0 to 10")));
    static final Code RESPIRATORY_RATE = new Code(
            "Breaths a minute",
            List.of(
                    new Coding(LOINC, "9279-1", "Respiratory rate"),
                    new Coding(OURS + "quantity", "breath-rate", "Breaths a minute")));
    static final Code PRIVACY = new Code(
            "Privacy",
            List.of(new Coding("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy", "")));
    static final Code BODY_POSITION = new Code(
            "Position of the body",
            List.of(
                    new Coding(OURS + "quantity", "position", "Position of the body"),
                    new Coding(SNOMED, "271605009", "")));

    private FhirCodes() {}

    /** One code of one system. */
    record Coding(String system, String code, String display) {}

    /** A thing that may have codes in several systems, with its name in words. */
    record Code(String text, List<Coding> codings) {
        Code {
            codings = List.copyOf(codings);
        }
    }

    static Code local(String system, String code, String text) {
        return new Code(text, List.of(new Coding(OURS + system, code, text)));
    }

    static Code quantity(String code, String text) {
        return local("quantity", code, text);
    }

    static Code category(String code) {
        return new Code(code, List.of(new Coding(CATEGORY, code, "")));
    }

    static Code practice(Segment segment) {
        return segment.practice().equals(Segment.OTHER)
                ? local("practice", Segment.OTHER, "Another practice")
                : practice(segment.practice());
    }

    static Code activity(String id) {
        return local(
                "activity",
                id,
                Catalog.v1().activity(id).map(each -> each.label()).orElse(id));
    }

    private static Code practice(String id) {
        return local(
                "practice",
                id,
                Catalog.v1().practice(id).map(each -> each.label()).orElse(id));
    }

    static Code cue(String id) {
        return local("cue", id, Catalog.v1().cue(id).map(each -> each.label()).orElse(id));
    }

    static Code context(String id) {
        return local(
                "context",
                id,
                Catalog.v1().context(id).map(each -> each.label()).orElse(id));
    }

    static Code moment(Moment moment) {
        return local("moment", moment.wire(), moment.wire());
    }

    static Code measure(String id) {
        return local(
                "measure",
                id,
                Catalog.v1().measure(id).map(each -> each.label()).orElse(id));
    }

    static Code condition(String id) {
        var label = Catalog.v1().conditions().stream()
                .filter(each -> each.id().equals(id))
                .map(each -> each.label())
                .findFirst()
                .orElse(id);
        return local("condition", id, label);
    }

    static Code landmark(String id) {
        return quantity("tadasana-" + id, "Plumb line of Tadasana: " + id + ", −2 behind to +2 in front");
    }

    static Code symptom(String code) {
        var label = Catalog.v1().symptoms().stream()
                .filter(each -> each.code().equals(code))
                .map(each -> each.label())
                .findFirst()
                .orElse(code);
        return local("symptom", code, label);
    }

    static Code position(Position position) {
        var snomed = switch (position) {
            case SITTING -> "33586001";
            case STANDING -> "10904000";
            case LYING -> "102538003";
        };
        return new Code(
                position.wire(),
                List.of(
                        new Coding(OURS + "position", position.wire(), position.wire()),
                        new Coding(SNOMED, snomed, "")));
    }

    /** A region and its side; a side is post-coordinated in SNOMED CT, since a concept may hold only what means the same. */
    static Code region(String id, Side side) {
        var region = Catalog.v1().region(id);
        var label = region.map(each -> each.label()).orElse(id);
        boolean isSided = side != Side.BOTH;
        var codings = new ArrayList<Coding>();
        codings.add(new Coding(OURS + "region", isSided ? id + "." + side.wire() : id, ""));
        var snomed = region.map(each -> each.snomed()).orElse(null);
        if (snomed != null) {
            codings.add(new Coding(SNOMED, isSided ? snomed + ":" + LATERALITY + "=" + snomedOf(side) : snomed, ""));
        }
        return new Code(isSided ? label + ", " + side.wire() : label, codings);
    }

    static Code side(Side side) {
        return new Code(
                side.wire(),
                List.of(new Coding(OURS + "side", side.wire(), side.wire()), new Coding(SNOMED, snomedOf(side), "")));
    }

    private static String snomedOf(Side side) {
        return switch (side) {
            case LEFT -> "7771000";
            case RIGHT -> "24028007";
            case BOTH -> "51440002";
        };
    }

    /** The UCUM code of a unit of the catalogue; grades, scores and ratios have none. */
    static String ucum(String unit) {
        return switch (unit) {
            case "deg", "cm", "ms" -> unit;
            default -> "1";
        };
    }
}
