package org.paschima.insight.domain.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.insight.domain.statistics.Kendall;
import org.paschima.insight.domain.statistics.MannKendall;
import org.paschima.insight.domain.statistics.RankShift;
import org.paschima.insight.domain.statistics.SerialCorrelation;

/** The claim rule of domain.md §2.9, look by look. */
class ClaimTest {

    private static final LocalDate STEP = LocalDate.of(2026, 2, 11);
    private static final IsoWeek FIRST = IsoWeek.of(LocalDate.of(2026, 3, 2));

    /**
     * Looks: {@code -} improving, {@code +} worsening, {@code m} improving by 1.4 that count for a low tension, {@code n} the
     * same that do not count for a higher one, {@code e} improving without quite looking like a step, {@code E} looking more
     * like one than has to be, {@code o} improving where silence may explain it, {@code c} beyond doubt and {@code C} beyond
     * doubt but not like a step (docs/adr/0026: such looks are weighed together), {@code .} no clear change, {@code s} improving a little, {@code ?} not enough data. Claims after each: {@code .} none, {@code i} and {@code w} tentative, {@code I} and {@code W}
     * established, {@code x} withdrawn. In the last row no two consecutive looks have found it for as long as looks are
     * remembered.
     */
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "....,      ....",
        "-,         i",
        "-.-.,      i.i.",
        "--,        iI",
        "ss,        ..",
        "--.,       iII",
        "--..,      iIIx",
        "--...,     iIIx.",
        "--??,      iIIx",
        "--ss,      iIIx",
        "--.-.-,    iIIIII",
        "--..--,    iIIxiI",
        "--+-,      iIII",
        "--++,      iIIW",
        "--.+,      iIIw",
        "--.++,     iIIwW",
        "++,        wW",
        "++.?,      wWWx",
        "-+-+,      iwiw",
        "--.-.-.-., iIIIIIII.",
        "mm,        iI",
        "-m,        iI",
        "ms,        i.",
        "n-,        .I",
        "-n,        iI",
        "nn,        ..",
        "nm,        .I",
        "ee,        ii",
        "e-,        ii",
        "-e,        ii",
        "eE,        iI",
        "Ee,        iI",
        "oE,        ii",
        "Eo,        ii",
        "c,         I",
        "C,         i",
        "++mm,      wWWI"
    })
    void after_each_look(String looks, String claims) {
        var seen = new ArrayList<Look>();
        var claimed = new ArrayList<String>();
        for (int week = 0; week < looks.length(); week++) {
            seen.add(look(week, looks.charAt(week)));
            claimed.add(letter(Claim.of(seen)));
        }
        assertThat(String.join("", claimed)).isEqualTo(claims);
    }

    private static String letter(Claim claim) {
        var direction = claim.direction().map(found -> found == Direction.IMPROVING ? "i" : "w");
        return switch (claim.tier()) {
            case NONE -> claim.isWithdrawn() ? "x" : ".";
            case TENTATIVE -> direction.orElseThrow();
            case ESTABLISHED -> direction.orElseThrow().toUpperCase(java.util.Locale.ROOT);
        };
    }

    private static Look look(int week, char letter) {
        var conclusion = switch (letter) {
            case '-', 'm', 'e', 'E', 'o' -> Conclusion.IMPROVING_MEANINGFUL;
            case 'c', 'C' -> Conclusion.IMPROVING_MEANINGFUL_CONFIDENT;
            case 'n' -> Conclusion.IMPROVING_SMALL;
            case '+' -> Conclusion.WORSENING_MEANINGFUL;
            case 's' -> Conclusion.IMPROVING_SMALL;
            case '?' -> Conclusion.NOT_ENOUGH_DATA;
            default -> Conclusion.NO_CLEAR_CHANGE;
        };
        var at = FIRST.plus(week);
        double change = switch (letter) {
            case '-' -> -ClaimRule.LEAST_CHANGE;
            case '+' -> ClaimRule.LEAST_CHANGE;
            case 's' -> -0.9;
            default -> -1.4;
        };
        var verdict = verdict(Look.window(at), conclusion, change);
        double odds = switch (letter) {
            case 'e', 'C' -> ClaimRule.LEAST_EVIDENCE - 0.1;
            case 'E' -> ClaimRule.LEAST_EVIDENCE + 0.1;
            case 'o' -> Double.NEGATIVE_INFINITY;
            default -> ClaimRule.LEAST_EVIDENCE;
        };
        return new Look(
                at, verdict, Set.of(Occasion.WEEK), new StepEvidence(odds, STEP.plusDays(week), Optional.empty()));
    }

    private static Verdict verdict(Window window, Conclusion conclusion, double change) {
        var side = new Verdict.Side(8, Optional.of(4.0), Optional.of(1.0));
        var kendall = new Kendall(new MannKendall(0, 1), new SerialCorrelation(null, 0, 0.3), 1);
        var found = new Verdict.Found(conclusion, change, 0, 0, 0.95, 1, 1, 1, 4, 1, kendall, new RankShift(0, 1));
        return new Verdict(
                window,
                side,
                side,
                DayMeans.Adjustment.NONE,
                conclusion == Conclusion.NOT_ENOUGH_DATA ? Optional.empty() : Optional.of(found));
    }

    @Test
    void the_claim_says_since_when_and_what_it_rests_on() {
        var looks = List.of(look(0, '.'), look(1, '-'), look(2, '-'), look(3, '.'), look(4, '-'), look(5, '.'));
        var claim = Claim.of(looks);

        assertThat(claim.since())
                .as("as the look estimates it that established it")
                .hasValue(STEP.plusDays(2));
        assertThat(claim.basis()).hasValue(looks.get(4));
    }

    @Test
    void a_change_that_is_found_again_dates_from_when_it_was_established() {
        var looks = List.of(look(0, '-'), look(1, '-'), look(2, '-'), look(3, '-'));
        var claim = Claim.of(looks);

        assertThat(claim.since()).hasValue(STEP.plusDays(1));
        assertThat(claim.basis()).hasValue(looks.getLast());
    }

    @Test
    void a_claim_depends_on_the_windows_of_eight_looks() {
        // the look at 2026-W13 and the seven before, the first of which sees nineteen weeks up to 8 February
        assertThat(TensionDays.neededFrom(IsoWeek.of(LocalDate.of(2026, 3, 23))))
                .isEqualTo("2025-09-29");
    }

    @Test
    void only_what_the_claim_says_is_said_firmly() {
        var established = Claim.of(List.of(look(0, '-'), look(1, '-')));

        assertThat(established.tierOf(look(2, '-').verdict())).isEqualTo(Tier.ESTABLISHED);
        assertThat(established.tierOf(look(2, '+').verdict())).isEqualTo(Tier.TENTATIVE);
        assertThat(established.tierOf(look(2, 's').verdict())).isEqualTo(Tier.NONE);
        assertThat(Claim.of(List.of()).tierOf(look(2, '-').verdict())).isEqualTo(Tier.TENTATIVE);
    }

    @Test
    void weeks_are_those_of_iso_8601() {
        assertThat(List.of("2026-01-01", "2025-12-28", "2027-01-03", "2026-03-15").stream()
                        .map(date -> IsoWeek.of(LocalDate.parse(date)).label())
                        .collect(Collectors.toList()))
                .containsExactly("2026-W01", "2025-W52", "2026-W53", "2026-W11");
        assertThat(IsoWeek.endedBy(LocalDate.of(2026, 3, 15)).label()).isEqualTo("2026-W11");
        assertThat(IsoWeek.endedBy(LocalDate.of(2026, 3, 14)).label()).isEqualTo("2026-W10");
    }
}
