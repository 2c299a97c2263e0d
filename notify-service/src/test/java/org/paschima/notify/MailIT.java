package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.Json;

/** E-mail on a real broker, a real database and a mail server of somebody else, by two instances. */
class MailIT {

    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final MemberId MEMBER = new MemberId(TestStack.TENANT, "m-1");
    private static final String MINE = "/v1/members/me/nudge-mail";
    private static final String ANNE = "anne@example.org";
    private static final Duration A_WHILE = Duration.ofSeconds(60);
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:1/base(/v1/mail/\\S+)");

    private TestStack stack;
    private GreenMail mails;
    private final List<Integer> ports = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        mails = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mails.start();
        stack = new TestStack();
        stack.set("MAIL_HOST", "127.0.0.1");
        stack.set("MAIL_PORT", Integer.toString(mails.getSmtp().getPort()));
        stack.set("MAIL_TLS", "none");
        stack.set("MAIL_FROM", "pauses@paschima.example");
        stack.set("MAIL_LINK_BASE", "http://127.0.0.1:1/base/");
        for (int i = 0; i < 2; i++) {
            ports.add(stack.start().port());
        }
        setClocks(MORNING);
    }

    @AfterEach
    void close() {
        stack.close();
        mails.stop();
    }

    private void setClocks(Instant now) throws Exception {
        for (int port : ports) {
            stack.setClock(port, now);
        }
    }

    private HttpResponse<String> put(String body) throws Exception {
        return stack.send(ports.getFirst(), "m-1", "PUT", MINE, body);
    }

    private MimeMessage awaitMail(int count) {
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(mails.getReceivedMessages()).hasSize(count));
        return mails.getReceivedMessages()[count - 1];
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(index).getContent();
    }

    private static String linkIn(String text) {
        var found = LINK.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    /** Without a token, as a browser or a mail program does. */
    private HttpResponse<String> open(int port, String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.ofString(body));
        return stack.http.send(
                method.equals("POST")
                        ? request.header("Content-Type", "application/x-www-form-urlencoded")
                                .build()
                        : request.build(),
                BodyHandlers.ofString());
    }

    private List<Json> decisions() throws Exception {
        return TestStack.items(TestStack.json(
                stack.get(ports.getFirst(), "m-1", "/v1/members/me/decisions").body()));
    }

    /** Goes from slot to slot until a nudge was issued; the slot that it came at. */
    private Instant nudged() throws Exception {
        DecisionIT.joins(stack, MEMBER, MORNING, DecisionIT.BERLIN);
        stack.acknowledged(MEMBER, DecisionIT.practised("old", MORNING.minusSeconds(86_400)), MORNING);
        int slot = 0;
        while (slot == 0 || !TestStack.text(decisions().getLast(), "action").equals("SENT")) {
            setClocks(slots().get(slot++));
            int expected = slot;
            await().atMost(A_WHILE).untilAsserted(() -> assertThat(decisions()).hasSize(expected));
        }
        return slots().get(slot - 1);
    }

    private static List<Instant> slots() {
        return Stream.iterate(LocalDate.of(2026, 3, 2), date -> date.plusDays(1))
                .limit(60)
                .flatMap(date -> Stream.of(LocalTime.of(10, 30), LocalTime.of(15, 30), LocalTime.of(19, 30))
                        .map(time -> date.atTime(time).atZone(DecisionIT.BERLIN).toInstant()))
                .toList();
    }

    @Test
    void an_address_is_confirmed_by_its_owner_told_each_morning_once_and_ended_by_one_click() throws Exception {
        // When: a member names an address
        var asked = put("{\"address\":\"" + ANNE + "\"}");

        // Then: its owner is asked, and a look at the link confirms nothing
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        var question = awaitMail(1);
        assertThat(question.getSubject()).isEqualTo("Please confirm your address");
        assertThat(question.getRecipients(RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly(ANNE);
        var confirm = linkIn(part(question, 0));
        assertThat(linkIn(part(question, 1).replace("\"", " "))).isEqualTo(confirm);
        assertThat(open(ports.getLast(), "GET", confirm, "").body()).contains("<form method=\"post\">");
        assertThat(stack.get(ports.getFirst(), "m-1", MINE).body()).contains("\"confirmed\":null");
        assertThat(open(ports.getLast(), "POST", confirm, "").statusCode()).isEqualTo(200);
        assertThat(stack.get(ports.getFirst(), "m-1", MINE).body())
                .contains("\"unconfirmed\":null", "\"address\":\"" + ANNE + "\"");

        // When: a nudge goes by, and the next morning comes
        var slot = nudged();
        int before = mails.getReceivedMessages().length;
        var morning = slot.atZone(DecisionIT.BERLIN)
                .toLocalDate()
                .plusDays(1)
                .atTime(8, 0)
                .atZone(DecisionIT.BERLIN);
        setClocks(morning.toInstant());

        // Then: one mail from whichever instance, in words and as HTML
        var digest = awaitMail(before + 1);
        assertThat(digest.getSubject()).isEqualTo("Your pauses");
        assertThat(digest.getFrom()).extracting(Object::toString).containsExactly("pauses@paschima.example");
        assertThat(digest.getContentType()).startsWith("multipart/alternative");
        var nudges = TestStack.items(TestStack.json(
                stack.get(ports.getFirst(), "m-1", "/v1/members/me/decisions").body()));
        assertThat(nudges).isNotEmpty();
        assertThat(part(digest, 0)).contains("the pause that was suggested", "- ");
        assertThat(part(digest, 1)).contains("<li>", "<b>");
        assertThat(digest.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        var stop = digest.getHeader("List-Unsubscribe")[0];
        assertThat(stop).startsWith("<http://127.0.0.1:1/base/v1/mail/stop/").endsWith(">");
        assertThat(part(digest, 0)).contains(stop.substring(1, stop.length() - 1));
        assertThat(GreenMailUtil.getHeaders(digest)).doesNotContain("m-1", "studio");

        // When: the mail program's own button is pressed, without a token
        var path = linkIn(stop.replace(">", " "));
        assertThat(open(ports.getFirst(), "GET", path, "").statusCode()).isEqualTo(200);
        var stopped = open(ports.getFirst(), "POST", path, "List-Unsubscribe=One-Click");

        // Then
        assertThat(stopped.statusCode()).isEqualTo(200);
        assertThat(stack.get(ports.getFirst(), "m-1", MINE).body())
                .contains("\"endedBecause\":\"unsubscribed\"")
                .doesNotContain("\"endedAt\":null");
        assertThat(open(ports.getFirst(), "POST", path, "").statusCode()).isEqualTo(200);
    }
}
