package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.notify.http.SmtpPost.Login;
import org.paschima.notify.http.SmtpPost.Relay;
import org.paschima.notify.http.SmtpPost.Tls;
import org.paschima.notify.mail.Mail;
import org.paschima.notify.mail.MailAddress;
import org.paschima.notify.webhook.Sent.Outcome;

/** Relays as they are: one of somebody else that takes what is sent, and some that refuse, hang or go away. */
class SmtpPostTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Mail MAIL = new Mail(
            new MailAddress("anne@example.org"),
            "<d.1@example.org>",
            "Grüße – 5 Pausen",
            "Ä line\n.a dot\n..two dots\nFrom here",
            "<p>Ä line</p>",
            Optional.of(java.net.URI.create("https://pauses.example.org/v1/mail/stop/" + "s".repeat(43))));

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private Outcome sent(int port, Tls tls, Optional<Login> login, Duration timeout) throws Exception {
        var relay = new Relay("127.0.0.1", port, tls, login, new MailAddress("pauses@example.org"), 2, timeout);
        try (var post = new SmtpPost(vertx, relay)) {
            return post.send(MAIL).outcome();
        }
    }

    private Outcome sent(int port, Duration timeout) throws Exception {
        return sent(port, Tls.NONE, Optional.empty(), timeout);
    }

    @Test
    void what_is_taken_is_read_as_it_was_meant_by_somebody_elses_parser() throws Exception {
        var relay = new GreenMail(ServerSetup.SMTP.dynamicPort());
        relay.start();
        try {
            assertThat(sent(relay.getSmtp().getPort(), PATIENCE)).isEqualTo(Outcome.DELIVERED);
            MimeMessage taken = relay.getReceivedMessages()[0];
            assertThat(taken.getSubject()).isEqualTo("Grüße – 5 Pausen");
            assertThat(taken.getMessageID()).isEqualTo("<d.1@example.org>");
            assertThat(taken.getHeader("List-Unsubscribe", null))
                    .isEqualTo("<https://pauses.example.org/v1/mail/stop/" + "s".repeat(43) + ">");
            assertThat(taken.getHeader("Date")).hasSize(1);
            var parts = (MimeMultipart) taken.getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
            assertThat(((String) parts.getBodyPart(0).getContent())
                            .replace("\r\n", "\n")
                            .strip())
                    .isEqualTo(MAIL.text());
            assertThat((String) parts.getBodyPart(1).getContent()).contains("<p>Ä line</p>");
        } finally {
            relay.stop();
        }
    }

    @Test
    void it_logs_in_where_it_has_to_and_a_wrong_password_is_no_fault_of_the_address() throws Exception {
        var relay = new GreenMail(ServerSetup.SMTP.dynamicPort());
        relay.start();
        try {
            relay.setUser("us", "secret");
            int port = relay.getSmtp().getPort();
            assertThat(sent(port, Tls.NONE, Optional.of(new Login("us", "secret")), PATIENCE))
                    .isEqualTo(Outcome.DELIVERED);
            assertThat(sent(port, Tls.NONE, Optional.of(new Login("us", "wrong")), PATIENCE))
                    .isNotIn(Outcome.DELIVERED, Outcome.GONE);
            assertThat(new Login("us", "secret").toString()).doesNotContain("secret");
        } finally {
            relay.stop();
        }
    }

    @Test
    void nothing_goes_over_a_plain_connection_where_tls_is_required() throws Exception {
        var relay = new GreenMail(ServerSetup.SMTP.dynamicPort());
        relay.start();
        try {
            assertThat(sent(relay.getSmtp().getPort(), Tls.STARTTLS, Optional.empty(), PATIENCE))
                    .isNotIn(Outcome.DELIVERED, Outcome.GONE);
            assertThat(relay.getReceivedMessages()).isEmpty();
        } finally {
            relay.stop();
        }
    }

    /** A certificate that nobody vouches for. */
    @Test
    void a_relay_that_is_not_the_one_it_says_gets_nothing() throws Exception {
        var relay = new GreenMail(ServerSetup.SMTPS.dynamicPort());
        relay.start();
        try {
            assertThat(sent(relay.getSmtps().getPort(), Tls.TLS, Optional.empty(), PATIENCE))
                    .isNotIn(Outcome.DELIVERED, Outcome.GONE);
            assertThat(relay.getReceivedMessages()).isEmpty();
        } finally {
            relay.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 no such user, GONE",
        "RCPT, 451 greylisted, REFUSED",
        "RCPT, 452 too many, REFUSED",
        "MAIL, 550 not you, REFUSED",
        "MAIL, 421 busy, REFUSED",
        "DATA, 554 no, REFUSED",
        "., 554 looks like spam, REFUSED",
        "., 451 later, REFUSED"
    })
    void only_a_relay_that_knows_of_no_such_mailbox_speaks_of_the_address(String to, String says, Outcome outcome)
            throws Exception {
        try (var relay = new Scripted(Map.of(to, says))) {
            assertThat(sent(relay.port(), PATIENCE)).isEqualTo(outcome);
        }
    }

    @Test
    void a_relay_that_is_silent_or_goes_away_costs_no_more_than_the_time_that_it_may_take() throws Exception {
        try (var silent = new Scripted(Map.of("DATA", Scripted.SILENCE));
                var gone = new Scripted(Map.of("RCPT", Scripted.CLOSES));
                var nothing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(sent(silent.port(), Duration.ofMillis(500))).isIn(Outcome.TIMED_OUT, Outcome.UNREACHABLE);
            assertThat(sent(nothing.getLocalPort(), Duration.ofMillis(500)))
                    .isIn(Outcome.TIMED_OUT, Outcome.UNREACHABLE);
            assertThat(sent(gone.port(), PATIENCE)).isEqualTo(Outcome.UNREACHABLE);
        }
    }

    @Test
    void no_relay_at_all_is_unreachable() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(sent(port, PATIENCE)).isEqualTo(Outcome.UNREACHABLE);
    }

    /** A relay that says what it is told to when a command comes, and else what relays say. */
    private static final class Scripted implements AutoCloseable {
        static final String SILENCE = "silence";
        static final String CLOSES = "closes";

        private final ServerSocket socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        private final Map<String, String> says;

        Scripted(Map<String, String> says) throws IOException {
            this.says = says;
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    var connection = socket.accept();
                    Thread.ofVirtual().start(() -> talk(connection));
                } catch (IOException _) {
                    return;
                }
            }
        }

        private void talk(Socket connection) {
            try (connection;
                    var in = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
                say(connection, "220 here");
                boolean isData = false;
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    if (isData && !line.equals(".")) {
                        continue;
                    }
                    var command = line.split("[ :]", 2)[0];
                    var usual = switch (command) {
                        case "DATA" -> "354 go on";
                        case "QUIT" -> "221 bye";
                        default -> "250 ok";
                    };
                    var answer = says.getOrDefault(command, usual);
                    isData = answer.startsWith("354");
                    if (answer.equals(CLOSES)) {
                        return;
                    }
                    if (!answer.equals(SILENCE)) {
                        say(connection, answer);
                    }
                }
            } catch (IOException _) {
                return; // the client went
            }
        }

        private static void say(Socket connection, String line) throws IOException {
            connection.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
