package org.paschima.insight.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.export.ExportFixture.exported;
import static org.paschima.insight.export.ExportFixture.headAt;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Breath;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.Tadasana;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Method;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture;
import org.paschima.testkit.Seeds;

/** The FHIR export, read and validated by HAPI FHIR against the definitions of R4. */
class FhirExportTest {

    private static final String AT = "2026-03-02T10:00:00+01:00";
    private static final FhirContext R4 = FhirContext.forR4();
    private static final FhirValidator VALIDATOR = validator();

    private static FhirValidator validator() {
        IValidationSupport support = new ValidationSupportChain(
                new DefaultProfileValidationSupport(R4),
                new CommonCodeSystemsTerminologyService(R4),
                new InMemoryTerminologyServerValidationSupport(R4));
        return R4.newValidator().registerValidatorModule(new FhirInstanceValidator(support));
    }

    private static List<SingleValidationMessage> errors(String bundle) {
        return VALIDATOR.validateWithResult(bundle).getMessages().stream()
                .filter(message -> message.getSeverity() == ResultSeverityEnum.ERROR
                        || message.getSeverity() == ResultSeverityEnum.FATAL)
                .toList();
    }

    private static Bundle bundle(MemberRecord... records) throws Exception {
        var json = exported(ExportFormat.FHIR, records);
        assertThat(errors(json)).isEmpty();
        return R4.newJsonParser().parseResource(Bundle.class, json);
    }

    private static List<Observation> observations(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .toList();
    }

    static LongStream seeds() {
        return Seeds.first(6);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_history_is_a_valid_bundle(long seed) throws Exception {
        var facts = new HistoryFixture(new Random(seed)).facts(HistoryFixture.members(1), 20, 25);
        var recorded = facts.stream()
                .map(HistoryFixture.Told::fact)
                .filter(Fact.Recorded.class::isInstance)
                .map(Fact.Recorded.class::cast)
                .collect(Collectors.toMap(fact -> fact.record().head().id(), fact -> fact, (one, _) -> one))
                .values();

        var json = exported(ExportFormat.FHIR, List.copyOf(recorded), List.of());

        assertThat(errors(json)).isEmpty();
        var bundle = R4.newJsonParser().parseResource(Bundle.class, json);
        var ids = new HashSet<String>();
        bundle.getEntry()
                .forEach(entry -> assertThat(ids.add(entry.getFullUrl())).isTrue());
        var references = Pattern.compile("\"reference\":\"([^\"]+)\"")
                .matcher(json)
                .results()
                .map(found -> found.group(1));
        assertThat(references).isNotEmpty().allMatch(ids::contains);
        assertThat(json).doesNotContain(ExportFixture.MEMBER.member());
    }

    @Test
    void every_region_every_measure_and_all_that_a_record_can_hold_is_valid() throws Exception {
        var records = new ArrayList<MemberRecord>();
        int number = 0;
        for (var region : Catalog.v1().regions()) {
            var ratings = List.of(
                    new Tension(region.id(), Side.BOTH, 5),
                    new Tension(region.id(), Side.LEFT, 0),
                    new Tension(region.id(), Side.RIGHT, 10));
            records.add(new TensionReport(headAt("app:r-" + number++, AT), ratings, 3, ratings, Moment.DISCOMFORT));
        }
        for (var measure : Catalog.v1().measures()) {
            var observed = new MemberRecord.Observation(
                    measure.id(), measure.max(), Method.INCLINOMETER, Side.LEFT, "a \"tool\"", 0.5);
            records.add(new PostureCheck(
                    headAt("app:c-" + number++, AT),
                    Position.LYING,
                    "desk",
                    null,
                    new Tadasana(1, 0, -1, 2),
                    List.of(observed),
                    new Breath(12.5, 3),
                    List.of(),
                    true));
        }
        records.add(new Practice(
                headAt("app:p-1", AT),
                headAt("app:p-1", AT).at().plusMinutes(10),
                "mat",
                Moment.STRESS,
                List.of(new Segment(
                        "parsvottanasana", 2.5, Side.RIGHT, "reverse-prayer", List.of("exhale-lengthen"), 5.5)),
                new Ratings(List.of(new Tension("neck", Side.BOTH, 6)), 5, 4),
                new Ratings(List.of(), null, null),
                true,
                List.of("heat"),
                "a note"));
        records.add(new SymptomReport(
                headAt("app:s-1", AT),
                List.of(
                        new Symptom("finger-tingling", Side.LEFT, LocalDate.of(2026, 3, 1), true),
                        new Symptom("a-new-one", null, null, null)),
                MemberRecord.Statement.GONE_FOR_14_DAYS));

        var bundle = bundle(records.toArray(MemberRecord[]::new));

        assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.COLLECTION);
        assertThat(bundle.getIdentifier().getValue()).isEqualTo("3:1042");
        assertThat(bundle.getEntryFirstRep().getResource()).isInstanceOf(Patient.class);
    }

    @Test
    void pain_has_its_loinc_code_and_the_region_its_codes_with_the_side() throws Exception {
        var report = new TensionReport(
                headAt("app:r-1", AT),
                List.of(new Tension("neck", Side.BOTH, 4)),
                null,
                List.of(new Tension("shoulder", Side.LEFT, 7)),
                Moment.ROUTINE);

        var observations = observations(bundle(report));

        assertThat(observations).hasSize(2);
        var tension = observations.getFirst();
        assertThat(tension.getCode().getCodingFirstRep().getCode()).isEqualTo("tension");
        assertThat(tension.getBodySite().getCoding())
                .extracting(coding -> coding.getCode())
                .containsExactly("neck", "45048000");
        var pain = observations.getLast();
        assertThat(pain.getCode().hasCoding("http://loinc.org", "72514-3")).isTrue();
        assertThat(pain.getValueIntegerType().getValue()).isEqualTo(7);
        assertThat(pain.getBodySite().getCoding())
                .extracting(coding -> coding.getCode())
                .containsExactly("shoulder.left", "16982005:272741003=7771000");
        assertThat(pain.getEffectiveDateTimeType().getValueAsString()).isEqualTo(AT);
    }

    @Test
    void breath_position_and_angles_have_their_codes_and_units() throws Exception {
        var check = new PostureCheck(
                headAt("app:c-1", AT),
                Position.SITTING,
                null,
                null,
                null,
                List.of(new MemberRecord.Observation("cva", 46.5, Method.PHOTO, Side.LEFT, null, null)),
                new Breath(12.0, null),
                List.of(),
                null);

        var observations = observations(bundle(check));

        assertThat(observations)
                .anySatisfy(seen -> {
                    assertThat(seen.getCode().hasCoding("http://loinc.org", "9279-1"))
                            .isTrue();
                    assertThat(seen.getValueQuantity().getCode()).isEqualTo("/min");
                    assertThat(seen.getValueQuantity().getValue()).isEqualByComparingTo("12");
                })
                .anySatisfy(seen -> {
                    assertThat(seen.getCode().hasCoding("http://snomed.info/sct", "271605009"))
                            .isTrue();
                    assertThat(seen.getValueCodeableConcept().hasCoding("http://snomed.info/sct", "33586001"))
                            .isTrue();
                })
                .anySatisfy(seen -> {
                    assertThat(seen.getCode().getCodingFirstRep().getCode()).isEqualTo("cva");
                    assertThat(seen.getValueQuantity().getCode()).isEqualTo("deg");
                    assertThat(seen.getValueQuantity().getValue()).isEqualByComparingTo("46.5");
                    assertThat(seen.getBodySite().hasCoding("http://snomed.info/sct", "7771000"))
                            .isTrue();
                });
    }

    @Test
    void a_session_is_a_procedure_and_its_parts_and_ratings_are_part_of_it() throws Exception {
        var practice = new Practice(
                headAt("app:p-1", AT),
                null,
                "mat",
                Moment.ROUTINE,
                List.of(new Segment("tadasana", 5, Side.BOTH, null, List.of("no-forcing"), null)),
                new Ratings(List.of(new Tension("neck", Side.BOTH, 6)), null, null),
                null,
                false,
                List.of(),
                null);

        var bundle = bundle(practice);

        var session = (Procedure) bundle.getEntry().get(1).getResource();
        assertThat(session.getStatus()).isEqualTo(Procedure.ProcedureStatus.INPROGRESS);
        assertThat(session.getSubject().getReference())
                .isEqualTo(bundle.getEntryFirstRep().getFullUrl());
        assertThat(observations(bundle))
                .allMatch(part -> part.getPartOfFirstRep()
                        .getReference()
                        .equals(bundle.getEntry().get(1).getFullUrl()))
                .anySatisfy(part -> {
                    assertThat(part.getCode().getCodingFirstRep().getCode()).isEqualTo("tadasana");
                    assertThat(part.getValueQuantity().getCode()).isEqualTo("min");
                })
                .anyMatch(part -> part.getCategory().stream()
                        .anyMatch(category ->
                                category.getCodingFirstRep().getCode().equals("before")));
    }

    @Test
    void another_practice_has_its_activity_and_the_members_own_name_for_it_as_components() throws Exception {
        var head = headAt("app:p-1", AT);
        var other = new Segment("other", 62.5, Side.BOTH, null, List.of(), null, "yoga", "Thursday class");
        var practice = new Practice(
                head,
                head.at().plusSeconds(3_750),
                "mat",
                Moment.ROUTINE,
                List.of(other),
                null,
                null,
                false,
                List.of(),
                null);

        var part = observations(bundle(practice)).stream()
                .filter(each ->
                        "other".equals(each.getCode().getCodingFirstRep().getCode()))
                .findFirst()
                .orElseThrow();

        assertThat(part.getComponent())
                .anySatisfy(component -> {
                    assertThat(component.getCode().getCodingFirstRep().getCode())
                            .isEqualTo("activity");
                    assertThat(component
                                    .getValueCodeableConcept()
                                    .getCodingFirstRep()
                                    .getCode())
                            .isEqualTo("yoga");
                })
                .anySatisfy(component -> {
                    assertThat(component.getCode().getCodingFirstRep().getCode())
                            .isEqualTo("label");
                    assertThat(component.getValueStringType().getValue()).isEqualTo("Thursday class");
                });
    }

    @Test
    void settings_are_in_the_patient_in_consents_and_in_observations() throws Exception {
        var json = exported(ExportFormat.FHIR, ExportFixture.settings("evening"), List.of(), List.of());

        assertThat(errors(json)).isEmpty();
        var bundle = R4.newJsonParser().parseResource(Bundle.class, json);
        var patient = (Patient) bundle.getEntryFirstRep().getResource();
        assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1980");
        assertThat(patient.getCommunicationFirstRep().getLanguage().getText()).isEqualTo("de-CH");
        var consents = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Consent.class::isInstance)
                .map(Consent.class::cast)
                .toList();
        assertThat(consents)
                .extracting(consent ->
                        consent.getCategoryFirstRep().getCodingFirstRep().getCode() + " "
                                + consent.getProvision().getType().toCode())
                .containsExactly("tracking permit", "nudging permit", "research deny", "teacher deny");
        assertThat(observations(bundle))
                .extracting(seen -> seen.getCode().getCodingFirstRep().getCode())
                .containsExactly("zone", "day-start", "rest-day", "away", "group", "group", "screening");
        assertThat(observations(bundle)
                        .getLast()
                        .getValueCodeableConcept()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("glaucoma");
    }

    @Test
    void what_was_said_drawn_and_decided_is_communicated_or_not_done() throws Exception {
        var json = exported(ExportFormat.FHIR, List.of(), List.of(ExportFixture.happenings()));

        assertThat(errors(json)).isEmpty();
        assertThat(errors(json.replace("\"not-done\"", "\"undone\""))).isNotEmpty();
        var bundle = R4.newJsonParser().parseResource(Bundle.class, json);
        var communications = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Communication.class::isInstance)
                .map(Communication.class::cast)
                .toList();
        assertThat(communications)
                .extracting(each -> each.getStatus().toCode() + " "
                        + each.getCategory().getLast().getCodingFirstRep().getCode() + " "
                        + each.getPayload().getLast().getContentStringType().getValue())
                .containsExactly(
                        "completed said Your tension reports were lower.",
                        "completed begun =1+1",
                        "completed drawn tadasana",
                        "not-done withheld probability 0.4");
        assertThat(communications)
                .allMatch(each -> each.getSubject()
                        .getReference()
                        .equals(bundle.getEntryFirstRep().getFullUrl()));
    }

    @Test
    void the_validator_would_find_what_is_wrong() throws Exception {
        var report = HistoryFixture.tensionReport(headAt("app:r-1", AT), "neck", 5);
        var json = exported(ExportFormat.FHIR, report);

        assertThat(errors(json)).isEmpty();
        assertThat(errors(json.replace("\"final\"", "\"over\""))).isNotEmpty();
        assertThat(errors(json.replace("valueInteger", "valueNumber"))).isNotEmpty();
        assertThat(errors(json.replace("\"subject\"", "\"object\""))).isNotEmpty();
        assertThat(errors(json.replace("\"effectiveDateTime\":\"2026-03-02T", "\"effectiveDateTime\":\"2026-13-02T")))
                .isNotEmpty();
    }

    @Test
    void ids_are_the_same_in_every_export() throws Exception {
        var fact = FactCodec.recorded(HistoryFixture.tensionReport(headAt("app:r-1", AT), "neck", 5));
        assertThat(exported(ExportFormat.FHIR, List.of(fact), List.of()))
                .isEqualTo(exported(ExportFormat.FHIR, List.of(fact), List.of()));
    }
}
