package org.paschima.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paschima.contract.Language;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.notify.delivery.PathSecret;
import org.paschima.notify.domain.DigestWindows.Window;

/** What the mails say, in each language, as text and as HTML alike. */
class LettersTest {

    private static final Letters LETTERS = new Letters(new Links("https://pauses.example.org"), "example.org");
    private static final Window WINDOW =
            new Window("2026-03-03|08:00", Instant.parse("2026-03-03T07:00:00Z"), ZoneId.of("Europe/Berlin"));
    private static final MailSubscription SUBSCRIPTION = new MailSubscription(
            new MemberId("studio", "m-1"),
            "3f1c0b9d",
            new MailAddress("anne@example.org"),
            List.of(LocalTime.of(8, 0)),
            "s".repeat(43),
            Instant.EPOCH,
            MailSubscription.State.beginning(0, Instant.EPOCH));

    private static NudgeEvent.Issued issued(String title, String text) {
        return new NudgeEvent.Issued(
                1,
                "n-1",
                LocalTime.of(15, 30),
                LocalDate.of(2026, 3, 2),
                OffsetDateTime.parse("2026-03-02T15:30:00+01:00"),
                OffsetDateTime.parse("2026-03-02T16:00:00+01:00"),
                new NudgeEvent.Content("mountain-pose", List.of(), 2, "desk", title, text),
                "d-1");
    }

    @Test
    void a_digest_says_when_what_was_suggested_in_the_members_zone_and_how_to_end_it() {
        var mail = LETTERS.digest(SUBSCRIPTION, WINDOW, List.of(issued("Look up?", "Two minutes.")), Language.EN);

        assertThat(mail.text()).isEqualTo("""
                In case you did not see it, here is the pause that was suggested since the last message:

                - Monday, 2 March, 15:30: Look up? Two minutes.

                You get this summary because you asked for it. This link ends it:
                https://pauses.example.org/v1/mail/stop/%s
                """.formatted("s".repeat(43)));
        assertThat(mail.html())
                .contains(
                        "lang=\"en\"", "Monday, 2 March, 15:30: <b>Look up?</b> Two minutes.", "href=\"https://pauses");
        assertThat(mail.headers())
                .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
                .containsEntry("List-Unsubscribe", "<https://pauses.example.org/v1/mail/stop/" + "s".repeat(43) + ">")
                .containsEntry("Auto-Submitted", "auto-generated");
    }

    @Test
    void in_german_it_is_all_german() {
        var mail = LETTERS.digest(
                SUBSCRIPTION,
                WINDOW,
                List.of(issued("Kurz aufsehen?", "Zwei Minuten."), issued("Pause?", "Eine Minute.")),
                Language.DE);

        assertThat(mail.subject()).isEqualTo("Deine Pausen");
        assertThat(mail.text())
                .contains(
                        "hier die 2 Pausen",
                        "- Montag, 2. März, 15:30 Uhr: Kurz aufsehen? Zwei Minuten.",
                        "beendet sie:");
        assertThat(mail.html()).contains("lang=\"de\"", "Montag, 2. März");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_question_has_a_link_and_a_secret_of_its_own_and_nothing_to_end(Language language) {
        var secret = new PathSecret("x".repeat(43));
        var mail = LETTERS.confirmation(new MailAddress("anne@example.org"), secret, language);

        assertThat(mail.text()).contains("https://pauses.example.org/v1/mail/confirm/" + secret.text());
        assertThat(mail.html()).contains("https://pauses.example.org/v1/mail/confirm/" + secret.text());
        assertThat(mail.headers()).doesNotContainKey("List-Unsubscribe");
        assertThat(mail.id()).doesNotContain(secret.text());
        assertThat(mail.toString()).doesNotContain("anne");
    }

    @Test
    void the_same_window_has_the_same_id_and_another_has_another() {
        var nudges = List.of(issued("Look up?", "Two minutes."));
        var other = new Window("2026-03-04|08:00", WINDOW.instant(), WINDOW.zone());
        var id = LETTERS.digest(SUBSCRIPTION, WINDOW, nudges, Language.EN).id();

        assertThat(LETTERS.digest(SUBSCRIPTION, WINDOW, nudges, Language.DE).id())
                .isEqualTo(id);
        assertThat(LETTERS.digest(SUBSCRIPTION, other, nudges, Language.EN).id())
                .isNotEqualTo(id);
        assertThat(id).matches("<d\\.[0-9a-f]{32}@example\\.org>");
    }

    @Test
    void what_a_nudge_says_is_text_in_html_and_no_header_field_has_two_lines() {
        var mail = LETTERS.digest(
                SUBSCRIPTION, WINDOW, List.of(issued("<script>alert('x')</script>", "a & b")), Language.EN);

        assertThat(mail.html()).doesNotContain("<script>").contains("&lt;script&gt;", "a &amp; b");
        assertThatThrownBy(() -> new Mail(mail.to(), "<x@y>", "a\r\nBcc: b@example.org", "", "", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
