package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.paschima.backing.ChildProcess;
import org.paschima.testkit.KillableJava;
import org.paschima.testkit.Seeds;

/** kill -9 of the instance that sends digests, again and again while they are due. */
class MailCrashFaultTest {

    private static final int KILLS = 3;
    private static final int MEMBERS = 8;
    private static final int SLOTS = 6;
    private static final Duration A_WHILE = Duration.ofMinutes(2);
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:1(/v1/mail/confirm/\\S+)");

    @Test
    void every_member_with_news_is_told_of_it_and_what_came_twice_has_one_id() throws Exception {
        var random = new Random(Seeds.one(20260360));
        var mails = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mails.start();
        var port = new AtomicInteger();
        try (var stack = new TestStack()) {
            stack.set("MAIL_HOST", "127.0.0.1");
            stack.set("MAIL_PORT", Integer.toString(mails.getSmtp().getPort()));
            stack.set("MAIL_TLS", "none");
            stack.set("MAIL_FROM", "pauses@paschima.example");
            stack.set("MAIL_LINK_BASE", "http://127.0.0.1:1");
            stack.set("MAIL_TIMEOUT", "PT3S");
            stack.set("MAIL_SENDS_AT_ONCE", "2");
            var child = start(stack, port);
            try (var crowd = new Crowd(stack, MEMBERS, port::get, random)) {
                for (var name : crowd.names()) {
                    var answer = stack.send(
                            port.get(),
                            name,
                            "PUT",
                            "/v1/members/me/nudge-mail",
                            "{\"address\":\"" + name + "@example.org\",\"hours\":[\"09:00\"]}");
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                }
                await().atMost(A_WHILE)
                        .untilAsserted(
                                () -> assertThat(mails.getReceivedMessages()).hasSize(MEMBERS));
                for (var mail : mails.getReceivedMessages()) {
                    confirm(stack, port.get(), mail);
                }
                for (int i = 0; i < SLOTS; i++) {
                    crowd.nextSlot(List.of(port.get()));
                    crowd.awaitEveryDecisionOnce();
                }

                // When: the hour comes
                var nine = crowd.now()
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .atTime(LocalTime.of(9, 0))
                        .toInstant(ZoneOffset.UTC);
                for (int kill = 0; kill < KILLS; kill++) {
                    stack.setClock(port.get(), nine);
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(1_500_000)));
                    child.kill();
                    child = start(stack, port);
                }
                stack.setClock(port.get(), nine);

                // Then
                var told = withNews(stack);
                assertThat(told).as("the test is about news").isNotEmpty();
                await().atMost(A_WHILE)
                        .untilAsserted(() -> assertThat(digests(mails).keySet()).isEqualTo(told));
                assertThat(digests(mails).values()).allMatch(ids -> ids.size() == 1);
            } finally {
                child.close();
            }
        } finally {
            mails.stop();
        }
    }

    private static void confirm(TestStack stack, int port, MimeMessage mail) throws Exception {
        var text = (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
        var link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + link.group(1)))
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(stack.http.send(request, BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    /** Whose nudges stand, as the topic says. */
    private static Set<String> withNews(TestStack stack) {
        var published = Crowd.published(stack.topics().nudges());
        var withdrawn = published.stream()
                .map(Crowd.Entry::id)
                .filter(id -> id.endsWith(":withdrawn"))
                .map(id -> id.replace(":withdrawn", ":issued"))
                .collect(Collectors.toSet());
        return published.stream()
                .filter(entry -> entry.id().endsWith(":issued") && !withdrawn.contains(entry.id()))
                .map(entry -> entry.key().substring(entry.key().indexOf('/') + 1) + "@example.org")
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The ids of the digests that came, by address. */
    private static Map<String, Set<String>> digests(GreenMail mails) throws Exception {
        var ids = new TreeMap<String, Set<String>>();
        for (var mail : mails.getReceivedMessages()) {
            if (mail.getSubject().equals("Your pauses")) {
                ids.computeIfAbsent(mail.getRecipients(RecipientType.TO)[0].toString(), _ -> new TreeSet<>())
                        .add(mail.getMessageID());
            }
        }
        return ids;
    }

    private static ChildProcess start(TestStack stack, AtomicInteger port) throws Exception {
        var child = KillableJava.start(NotifyChild.class, stack.env());
        var ready = child.awaitLine(line -> line.contains("ready on "));
        port.set(Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1)));
        return child;
    }
}
