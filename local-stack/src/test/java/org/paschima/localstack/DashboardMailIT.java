package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.localstack.Keyboard.tabTo;
import static org.paschima.localstack.Visits.gone;
import static org.paschima.localstack.Visits.look;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Page;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-mail in a real browser: an address is named, confirmed by its owner in a mail program, changed in its times, and forgotten. */
class DashboardMailIT {

    private static final String ANNE = "anne@example.org";
    private static final Duration A_WHILE = Duration.ofSeconds(60);
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:1(/v1/mail/\\S+)");

    @TempDir
    private Path folder;

    private GreenMail mails;
    private Visits visits;

    @BeforeEach
    void open() throws Exception {
        mails = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mails.start();
        visits = Visits.open(
                StackOptions.temporary(new StackFolder(folder)),
                Map.of(
                        "MAIL_HOST", "127.0.0.1",
                        "MAIL_PORT", Integer.toString(mails.getSmtp().getPort()),
                        "MAIL_TLS", "none",
                        "MAIL_FROM", "pauses@paschima.example",
                        "MAIL_LINK_BASE", "http://127.0.0.1:1"));
    }

    @AfterEach
    void close() throws Exception {
        if (visits != null) {
            visits.close();
        }
        mails.stop();
    }

    /** What the link's button does, pressed in another program than this browser. */
    private void isConfirmed() throws Exception {
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(mails.getReceivedMessages()).hasSize(1));
        var parts = (MimeMultipart) mails.getReceivedMessages()[0].getContent();
        var link = LINK.matcher((String) parts.getBodyPart(0).getContent());
        assertThat(link.find()).isTrue();
        try (var client = HttpClient.newHttpClient()) {
            var pressed = HttpRequest.newBuilder(URI.create(visits.stack().page() + link.group(1)))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(client.send(pressed, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private String told() throws Exception {
        return visits.read(Persona.NEW, "/v1/members/me/nudge-mail").toString();
    }

    private static void opensMe(Page page) {
        tabTo(page, "nav a[href='#me']");
        page.keyboard().press("Enter");
        page.locator("#mail-title").waitFor();
    }

    @Test
    void by_keyboard_alone_an_address_is_named_written_to_once_it_is_confirmed_and_forgotten() throws Exception {
        try (var visitor = visits.visitor();
                var phone = visits.browser().phoneIn("de-DE")) {
            var page = visits.arrived(visitor, Persona.NEW);
            page.locator("#nudge-title").waitFor();
            opensMe(page);
            look(page, "mail-none");
            tabTo(page, "input[type=email]");
            page.keyboard().type(ANNE);
            page.keyboard().press("Enter");
            page.locator("text=We ask " + ANNE + " first.").waitFor();
            assertThat(told()).contains("confirmed=Null");
            look(page, "mail-waits");
            var german = visits.arrived(phone, Persona.NEW);
            german.locator("#nudge-title").waitFor();
            Visits.go(german, "me");
            german.locator("text=Wir fragen erst bei " + ANNE + " nach.").waitFor();
            look(german, "mail-waits-360-german");

            isConfirmed();
            page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))"); // back from the mail program
            page.locator("text=It goes to " + ANNE + ".").waitFor();
            look(page, "mail-on");

            tabTo(page, "#mail-title ~ form input[type=time]");
            page.keyboard().press("ArrowUp");
            tabTo(page, "#mail-title ~ form [type=submit]");
            page.keyboard().press("Enter");
            await().atMost(A_WHILE).untilAsserted(() -> assertThat(told()).contains("09:00"));
            assertThat(mails.getReceivedMessages())
                    .as("an address that is confirmed is not asked again")
                    .hasSize(1);

            tabTo(page, "#mail-title ~ button");
            page.keyboard().press("Enter");
            gone(page.locator("text=It goes to " + ANNE + "."));
            assertThat(told()).doesNotContain(ANNE);
            assertThat(page.locator("input[type=email]").inputValue()).isEmpty();
            visits.nothingWasSaidThatShouldNot();
        }
    }
}
