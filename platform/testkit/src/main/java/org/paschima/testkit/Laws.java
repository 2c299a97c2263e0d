package org.paschima.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The laws of all modules but the contract, which has its own: the name of a package says which library is allowed in it, no
 * service knows another, a domain knows the JDK and the contract, rooms have no cycles, and nobody asks the wall clock. Only
 * the wiring may touch several libraries.
 *
 * <p>A rule about nothing passes for ever. So a module plants classes that break the laws in its package {@code planted}, and
 * {@link #passOverPlanted} tells of laws that did not find theirs.
 */
public final class Laws {

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Clock",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime");
    private static final List<String> SERVICES =
            List.of("org.paschima.session", "org.paschima.insight", "org.paschima.notify");

    private final String root;
    private final String wiring;
    private final Map<String, ArchRule> laws = new LinkedHashMap<>();

    private Laws(String root, String wiring) {
        this.root = root;
        this.wiring = ".*\\.(" + wiring + ")(\\$.*)?";
        laws.put("kafka", only("..kafka..", "org.apache.kafka..", "org.paschima.log.kafka.."));
        laws.put("mongo", only("..mongo..", "com.mongodb..", "org.bson..", "org.paschima.store.mongo.."));
        laws.put("http", only("..http..", "io.vertx.."));
        laws.put(
                "services",
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(SERVICES.stream()
                                .filter(service -> !service.equals(root))
                                .map(service -> service + "..")
                                .toArray(String[]::new)));
        laws.put(
                "cycles",
                SlicesRuleDefinition.slices().matching(root + ".(**)").should().beFreeOfCycles());
        laws.put(
                "clock",
                noClasses()
                        .that()
                        .haveNameNotMatching(this.wiring)
                        .should()
                        .callMethodWhere(describe("reads the wall clock", Laws::readsTheWallClock)));
        laws.put(
                "names",
                noClasses()
                        .should()
                        .haveNameMatching(".*(Impl|Base|Abstract|Manager|Helper|Utils?|Processor|Dto|Wrapper)$"));
    }

    /**
     * The laws of a module.
     *
     * @param root the package of the module, such as {@code org.paschima.notify}
     * @param wiring the simple names of the classes that start it, as a regular expression
     */
    public static Laws of(String root, String wiring) {
        return new Laws(root, wiring);
    }

    /** The module has a domain, which knows itself, the contract, the JDK and these libraries alone. */
    public Laws withDomain(String... libraries) {
        var allowed = Stream.concat(
                Stream.of("..domain..", "org.paschima.contract..", "java..", "org.jspecify.."), Stream.of(libraries));
        laws.put(
                "domain",
                classes()
                        .that()
                        .resideInAPackage("..domain..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(allowed.toArray(String[]::new)));
        return this;
    }

    /** This room knows none of the others. */
    public Laws keptApart(String room, String... others) {
        laws.put(
                room,
                noClasses()
                        .that()
                        .resideInAPackage(room)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others));
        return this;
    }

    /** What in the module breaks its laws, a line each. */
    public List<String> violations() {
        var ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
        if (ours.isEmpty()) {
            throw new IllegalStateException("there are no classes in " + root);
        }
        var lines = new ArrayList<String>();
        laws.values().forEach(law -> lines.addAll(broken(law, ours)));
        return lines;
    }

    /** The laws that found nothing among the classes planted to break them; it must be none. */
    public List<String> passOverPlanted() {
        var planted = new ClassFileImporter().importPackages(root + ".planted");
        return laws.entrySet().stream()
                .filter(law -> broken(law.getValue(), planted).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private ArchRule only(String room, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .and()
                .haveNameNotMatching(wiring)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static List<String> broken(ArchRule law, JavaClasses classes) {
        return law.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails();
    }

    /** What is decided must be decided the same when it is folded again, so the time is passed in. */
    private static boolean readsTheWallClock(JavaMethodCall call) {
        var owner = call.getTargetOwner().getFullName();
        var name = call.getTarget().getName();
        return (CLOCKS.contains(owner) && (name.equals("now") || name.startsWith("system")))
                || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"));
    }
}
