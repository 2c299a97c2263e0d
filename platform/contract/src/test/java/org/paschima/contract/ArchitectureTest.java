package org.paschima.contract;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of the contract. Each rule is shown a violation planted for it: a rule about nothing passes for ever. */
final class ArchitectureTest {

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Clock",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.paschima.contract");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("org.paschima.planted.contract");

    record Law(String planted, ArchRule rule) {
        @Override
        public String toString() {
            return planted;
        }
    }

    static Stream<Law> laws() {
        return Stream.of(
                new Law(
                        "KnowsALibrary",
                        classes()
                                .that()
                                .resideInAPackage("..contract..")
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(
                                        "..contract..",
                                        "java..",
                                        "javax.crypto..",
                                        "org.jspecify..",
                                        "com.fasterxml.jackson.core..")
                                .because("the contract knows the JDK, and Jackson's core for reading and writing")),
                new Law(
                        "KnowsJackson",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(
                                        "..contract.catalog..", "..contract.json..", "..contract.codec..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("com.fasterxml..")),
                new Law(
                        "KnowsItsCodec",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("..contract.codec..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("..contract.codec..")
                                .because("the facts outlive their wire form")),
                new Law(
                        "AsksTheClock",
                        noClasses()
                                .should()
                                .callMethodWhere(
                                        describe("reads clock or chance", ArchitectureTest::readsClockOrChance))),
                new Law(
                        "PlantedManager",
                        noClasses()
                                .should()
                                .haveSimpleNameEndingWith("Impl")
                                .orShould()
                                .haveNameMatching(
                                        ".*(Base|Abstract|Manager|Helper|Utils?|Processor|Data|Info|Dto|Wrapper)$")),
                new Law("HasAGetter", noMethods().should().haveNameMatching("get[A-Z].*")),
                new Law(
                        "RemembersForEveryone",
                        fields().that().areStatic().should().beFinal().because("there is no static mutable state")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laws")
    void the_contract_keeps_the_law(Law law) {
        law.rule().check(OURS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laws")
    void the_law_finds_the_violation_planted_for_it_and_no_other(Law law) {
        var violations = law.rule().evaluate(PLANTED).getFailureReport().getDetails();

        assertThat(violations).isNotEmpty().allMatch(violation -> violation.contains(law.planted()));
    }

    @Test
    void every_package_is_null_marked() {
        var packages = OURS.stream().map(c -> c.getPackage()).distinct().toList();

        assertThat(packages).hasSize(4).allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    /** The digest of a record is a function of its contents, so nothing else may be looked at. */
    private static boolean readsClockOrChance(JavaMethodCall call) {
        var owner = call.getTargetOwner().getFullName();
        var name = call.getTarget().getName();
        return (CLOCKS.contains(owner) && (name.equals("now") || name.startsWith("system")))
                || Map.of("java.lang.System", "currentTimeMillis", UUID.class.getName(), "randomUUID")
                        .getOrDefault(owner, "")
                        .equals(name);
    }
}
