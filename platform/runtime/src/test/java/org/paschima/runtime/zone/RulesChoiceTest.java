package org.paschima.runtime.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.runtime.zone.ZoneRulesInUse.Source;

class RulesChoiceTest {

    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final Instant NOVEMBER = Instant.parse("2026-11-27T07:15:00Z");

    /** Older than any JDK's. */
    private static final ShippedRules OLD =
            new ShippedRules(RulesVersion.parse("2001a").orElseThrow(), () -> {
                throw new AssertionError("these are not the newest");
            });

    @TempDir
    private Path folder;

    private RulesChoice named(Path directory) {
        return RulesChoice.of(Map.of("ZONEINFO_DIR", directory.toString()), folder.resolve("none"), OLD, JDK);
    }

    private static String offset(RulesChoice choice, String zone) {
        return Objects.requireNonNull(choice.zones().get(zone), zone)
                .get()
                .getOffset(NOVEMBER)
                .getId();
    }

    /** Field case 01. */
    @ParameterizedTest
    @CsvSource({
        "America/Vancouver,-07:00",
        "Canada/Pacific,-07:00",
        "America/Edmonton,-06:00",
        "America/Inuvik,-06:00",
        "America/Yellowknife,-06:00",
        "Canada/Mountain,-06:00",
        "America/Winnipeg,-05:00",
        "America/Rainy_River,-05:00",
        "Canada/Central,-05:00",
        "America/Havana,-04:00",
        "Cuba,-04:00",
        "Africa/Casablanca,Z",
        "Africa/El_Aaiun,Z"
    })
    void the_thirteen_zones_that_the_jdk_has_wrong_are_right_under_the_newest_rules(String zone, String expected) {
        assertThat(offset(named(ZoneFixture.newest()), zone)).isEqualTo(expected);
    }

    @Test
    void a_name_that_the_directory_lacks_keeps_the_jdks_rules_and_is_told_of() {
        var choice = named(ZoneFixture.newest());

        assertThat(offset(choice, "Europe/Berlin")).isEqualTo("+01:00");
        assertThat(choice.inUse().version()).isEqualTo("2026f");
        assertThat(choice.inUse().source()).isEqualTo(Source.DIRECTORY);
        assertThat(choice.inUse().remark())
                .hasValueSatisfying(text -> assertThat(text).contains("names that it lacks"));
    }

    /** Distributions put old names into another package: the name's own zone has the newer rules all the same. */
    @Test
    void another_name_of_a_zone_that_the_directory_has_goes_with_it() throws Exception {
        ZoneFixture.copyOfNewest(folder);
        Files.delete(folder.resolve("Canada/Pacific"));

        assertThat(offset(named(folder), "Canada/Pacific")).isEqualTo("-07:00");
    }

    @Test
    void every_zone_of_the_jdk_is_read_from_its_file_as_the_jdk_reads_it() {
        var choice = RulesChoice.of(Map.of(), folder.resolve("none"), OLD, JDK);

        assertThat(choice.inUse().source()).isEqualTo(Source.JDK);
        assertThat(choice.zones().keySet()).containsAll(ZoneRulesProvider.getAvailableZoneIds());
        for (var zone : ZoneRulesProvider.getAvailableZoneIds()) {
            assertThat(Objects.requireNonNull(choice.zones().get(zone)).get())
                    .as(zone)
                    .isEqualTo(ZoneRulesProvider.getRules(zone, false));
        }
    }

    /** Field case 05. */
    @ParameterizedTest
    @CsvSource({"EST,-05:00", "MST,-07:00", "HST,-10:00", "ROC,+08:00", "GMT+0,Z", "GMT-0,Z", "Factory,Z"})
    void names_of_the_database_that_the_jdk_leaves_out_are_there(String name, String expected) {
        assertThat(offset(RulesChoice.of(Map.of(), folder.resolve("none"), OLD, JDK), name))
                .isEqualTo(expected);
    }

    @Test
    void the_systems_rules_are_taken_when_they_are_newer_than_the_jdks() throws Exception {
        var system = ZoneFixture.copyOfNewest(folder.resolve("system"));
        ZoneFixture.put(system, "+VERSION", "2199z\n");
        var newer = RulesChoice.of(Map.of(), system, OLD, JDK);
        ZoneFixture.put(system, "+VERSION", "2001a\n");
        var older = RulesChoice.of(Map.of(), system, OLD, JDK);

        assertThat(newer.inUse().source()).isEqualTo(Source.SYSTEM);
        assertThat(offset(newer, "Cuba")).isEqualTo("-04:00");
        assertThat(older.inUse().source()).isEqualTo(Source.JDK);
    }

    /** Field case 01, as somebody meets it who has set nothing up: the system's rules of 2025 and the JDK's of 2026a. */
    @Test
    void the_rules_of_this_release_are_taken_where_nothing_newer_is_there() throws Exception {
        var system = ZoneFixture.copyOfNewest(folder.resolve("system"));
        ZoneFixture.put(system, "+VERSION", "2025b\n");
        var shipped = RulesChoice.of(Map.of(), system, ShippedRules.ofThisRelease(), JDK);
        ZoneFixture.put(system, "+VERSION", "2199z\n");
        var newer = RulesChoice.of(Map.of(), system, ShippedRules.ofThisRelease(), JDK);

        assertThat(shipped.inUse().source()).isEqualTo(Source.SHIPPED);
        assertThat(offset(shipped, "America/Vancouver")).isEqualTo("-07:00");
        assertThat(offset(shipped, "Europe/Berlin")).isEqualTo("+01:00");
        assertThat(shipped.inUse().remark()).as("no name is left to the JDK's").isEmpty();
        assertThat(newer.inUse().source()).isEqualTo(Source.SYSTEM);
    }

    /** They are not checked at the start, so here: whole, of the version that is said, and each as the checked reading has it. */
    @Test
    void the_rules_of_this_release_are_right() throws Exception {
        try (var in = new ZipInputStream(
                Objects.requireNonNull(ShippedRules.class.getResourceAsStream(ShippedRules.WHEEL)))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                ZoneFixture.put(folder, entry.getName(), in.readAllBytes());
            }
        }
        var checked = ZoneinfoDirectory.read(folder.resolve("tzdata"));
        var shipped = ShippedRules.ofThisRelease();
        var zones = shipped.rules().get().zones();

        assertThat(checked.version()).isEqualTo(shipped.version());
        assertThat(zones.keySet()).isEqualTo(checked.zones().keySet()).hasSizeGreaterThan(590);
        checked.zones()
                .forEach((name, rules) -> assertThat(
                                Objects.requireNonNull(zones.get(name)).get())
                        .as(name)
                        .isEqualTo(rules.get()));
    }

    @Test
    void damaged_rules_of_the_system_leave_the_jdks_with_a_remark_since_nobody_named_them() throws Exception {
        var system = ZoneFixture.copyOfNewest(folder.resolve("system"));
        ZoneFixture.put(system, "+VERSION", "2199z\n");
        ZoneFixture.put(system, "America/Havana", "nothing");
        var choice = RulesChoice.of(Map.of(), system, OLD, JDK);

        assertThat(choice.inUse().source()).isEqualTo(Source.JDK);
        assertThat(choice.inUse().remark())
                .hasValueSatisfying(text -> assertThat(text).contains("America/Havana"));
    }

    private void assertRefused(String file, String why) {
        assertThatExceptionOfType(BadZoneRulesException.class)
                .isThrownBy(() -> named(folder))
                .withMessageContaining(folder.resolve(file).toString())
                .withMessageContaining(why)
                .withMessageContaining("give it a whole directory");
    }

    @Test
    void wrong_rules_in_a_named_directory_are_refused_with_a_sentence_that_names_the_file() throws IOException {
        ZoneFixture.copyOfNewest(folder);
        var havana = Files.readAllBytes(folder.resolve("America/Havana"));

        ZoneFixture.put(folder, "America/Havana", "TZif2, or so");
        assertRefused("America/Havana", "it is cut off");
        ZoneFixture.put(folder, "America/Havana", new byte[0]);
        assertRefused("America/Havana", "it is no compiled time zone");
        ZoneFixture.put(folder, "America/Havana", havana);
        ZoneFixture.put(
                folder, "tzdata.zi", "# version 2026f\nZ America/Havana -5:29:28 - LMT\nZ Europe/Berlin 1 E C\n");
        assertRefused("Europe/Berlin", "it is missing");
        ZoneFixture.put(folder, "tzdata.zi", "# version 2026e\n");
        assertRefused("", "different versions");
        Files.delete(folder.resolve("tzdata.zi"));
        Files.delete(folder.resolve("+VERSION"));
        assertRefused("", "its version is not said");
    }

    @Test
    void a_directory_that_is_none_is_refused() {
        assertThatExceptionOfType(BadZoneRulesException.class)
                .isThrownBy(() -> named(folder.resolve("nowhere")))
                .withMessageContaining("it is no directory");
    }

    /** The folder that the wheel unpacks to: the version and the names stand beside the rules. */
    @Test
    void the_wheels_folder_is_read_from_above() throws Exception {
        ZoneFixture.copyOfNewest(folder.resolve("tzdata/zoneinfo"));
        Files.delete(folder.resolve("tzdata/zoneinfo/+VERSION"));
        ZoneFixture.put(folder, "tzdata/__init__.py", "__version__ = \"2026.6\"\nIANA_VERSION = \"2026f\"\n");
        ZoneFixture.put(folder, "tzdata/zones", "America/Havana\nCuba\n");

        assertThat(named(folder).inUse().version()).isEqualTo("2026f");
        assertThat(named(folder.resolve("tzdata")).inUse().version()).isEqualTo("2026f");
    }

    @Test
    void what_is_no_zone_in_a_directory_is_passed_over() throws Exception {
        ZoneFixture.copyOfNewest(folder);
        ZoneFixture.put(folder, "zone.tab", "#");
        ZoneFixture.put(folder, "leapseconds", "#");
        ZoneFixture.put(folder, "posixrules", "#");
        ZoneFixture.put(folder, "right/Cuba", "#");
        ZoneFixture.put(folder, "posix/Cuba", "#");

        assertThat(ZoneinfoDirectory.read(folder).zones()).hasSize(13);
    }

    @Test
    void rules_older_than_a_year_are_warned_of_and_newer_ones_are_not() {
        var rules = new ZoneRulesInUse("2025b", Source.JDK, "x", java.util.Optional.empty());

        assertThat(rules.warning(Instant.parse("2026-02-01T00:00:00Z"))).isEmpty();
        assertThat(rules.warning(Instant.parse("2026-11-28T00:00:00Z")))
                .hasValueSatisfying(text -> assertThat(text).contains("2025b").contains("ZONEINFO_DIR"));
    }

    @Test
    void versions_are_in_the_order_of_their_releases() {
        assertThat(RulesVersion.parse("2025b").orElseThrow())
                .isLessThan(RulesVersion.parse("2026a").orElseThrow());
        assertThat(RulesVersion.parse("2009u").orElseThrow())
                .isLessThan(RulesVersion.parse("2009za").orElseThrow());
        assertThat(RulesVersion.parse("tomorrow")).isEmpty();
    }
}
