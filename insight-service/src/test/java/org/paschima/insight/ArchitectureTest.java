package org.paschima.insight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The package name says which library is allowed; the wiring alone may touch several. Each rule is shown a planted
 * violation too: a rule about nothing passes for ever.
 */
class ArchitectureTest {

    private static final String WIRING = "InsightService|Supervisor|Folding(\\$\\w+)?|LogTools|\\w+Command(\\$\\w+)?";
    private static final Set<Class<?>> CLOCKS =
            Set.of(Clock.class, Instant.class, LocalDate.class, OffsetDateTime.class);

    private static final Map<String, ArchRule> RULES = Map.of(
            "kafka",
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..kafka..")
                    .and()
                    .haveNameNotMatching(".*\\.(" + WIRING + ")")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "org.paschima.log.kafka.."),
            "mongo",
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..mongo..")
                    .and()
                    .haveNameNotMatching(".*\\.(" + WIRING + ")")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.mongodb..", "org.bson..", "org.paschima.store.mongo.."),
            "http",
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..http..")
                    .and()
                    .haveNameNotMatching(".*\\.(" + WIRING + ")")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.vertx.."),
            "domain",
            classes()
                    .that()
                    .resideInAPackage("..domain..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "..domain..",
                            "org.paschima.contract..",
                            "java..",
                            "javax.crypto..",
                            "org.jspecify..",
                            "org.apache.commons.numbers..",
                            "org.apache.commons.statistics..",
                            "org.hipparchus.."),
            "cycles",
            SlicesRuleDefinition.slices()
                    .matching("org.paschima.insight.(**)")
                    .should()
                    .beFreeOfCycles(),
            "clock",
            noClasses()
                    .that()
                    .haveNameNotMatching(".*\\.(" + WIRING + ")")
                    .should()
                    .callMethodWhere(
                            DescribedPredicate.describe("asks the wall clock", ArchitectureTest::asksTheWallClock)));

    private static boolean asksTheWallClock(JavaMethodCall call) {
        var name = call.getTarget().getName();
        JavaClass owner = call.getTargetOwner();
        boolean isClock = CLOCKS.stream().anyMatch(owner::isEquivalentTo);
        return (isClock && (name.equals("now") || name.startsWith("system")))
                || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"));
    }

    private final JavaClasses ours = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.paschima.insight");

    private final JavaClasses planted = new ClassFileImporter().importPackages("org.paschima.insight.planted");

    @Test
    void the_code_keeps_the_rules() {
        assertThat(ours).isNotEmpty();
        RULES.values().forEach(rule -> rule.check(ours));
    }

    @Test
    void every_rule_finds_the_violation_planted_for_it() {
        RULES.forEach((name, rule) ->
                assertThat(rule.evaluate(planted).hasViolation()).as(name).isTrue());
    }
}
