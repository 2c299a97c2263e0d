package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.practised;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Cue;

class WordsTest {

    /** domain.md §5.3 */
    private static final Pattern BANNED = Pattern.compile(
            "diagnos|\\btreat|\\bcure|correct your spine|bad posture|prevent|proven|guarantee|detox|\\bmust\\b|hurry|last chance|\\bfail|lazy|streak|shame|should have|forgot");

    /** domain.md §5.5: nothing that tells a stranger about the member's health. */
    private static final Pattern HEALTH = Pattern.compile(
            "pain|tension|posture|stress|symptom|injur|headache|neck|health|doctor|care\\b|numb|dizz|medic|disease|slouch");

    private static List<String> templates() throws IllegalAccessException {
        var texts = new ArrayList<String>();
        for (var field : Words.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                texts.add((String) field.get(null));
            }
        }
        return texts;
    }

    @Test
    void no_template_holds_a_banned_word() throws IllegalAccessException {
        assertThat(templates())
                .hasSizeGreaterThan(18)
                .allSatisfy(text -> assertThat(
                                BANNED.matcher(text.toLowerCase(Locale.ROOT)).find())
                        .as(text)
                        .isFalse());
    }

    @Test
    void what_a_locked_screen_may_show_holds_no_health_word() {
        var shown = new ArrayList<String>(List.of(Words.NUDGE_TITLE));
        for (var cue : Catalog.v1().cues().stream().map(Cue::label).toList()) {
            shown.add(Words.nudgeText(2, cue));
        }
        assertThat(shown)
                .allSatisfy(text -> assertThat(
                                HEALTH.matcher(text.toLowerCase(Locale.ROOT)).find())
                        .as(text)
                        .isFalse());
    }

    @Test
    void a_receipt_says_when_the_member_practised() {
        var member = aMemberAt(MORNING, BERLIN)
                .happens(practised("p", 1, MORNING.plus(Duration.ofMinutes(40)), Duration.ofMinutes(10)))
                .at("2026-03-02T09:30:00Z")
                .decides();

        assertThat(member.lastReceipt().text()).isEqualTo("No nudge at 10:30: you practised at 09:40.");
    }

    @Test
    void a_sent_nudge_says_what_it_suggests() {
        var member = aMemberAt(MORNING, BERLIN).untilNudged();
        var nudge = (NudgeEvent.Issued) member.log.getLast();

        assertThat(nudge.content().text()).contains("2 minutes");
        assertThat(nudge.content().guide()).contains(", 2 minutes: ");
        assertThat(member.lastReceipt().text()).startsWith("Nudge at ");
    }
}
