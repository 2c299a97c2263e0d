package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.backing.FreePort;
import org.paschima.notify.HookReceiver;
import org.paschima.notify.HookReceiver.Reply;
import org.paschima.notify.webhook.Breaker;
import org.paschima.notify.webhook.Kind;
import org.paschima.notify.webhook.Late;
import org.paschima.notify.webhook.Letter;
import org.paschima.notify.webhook.Places;
import org.paschima.notify.webhook.Secret;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Sent.Outcome;
import org.paschima.notify.webhook.SignaturesTest;
import org.paschima.notify.webhook.Targets;
import org.paschima.notify.webhook.Webhook;

/** Each thing that a receiver can do has its name, and none leads where nothing may be sent. */
class WebhookPostTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Letter LETTER = Letter.test("test-1", Instant.parse("2026-03-02T10:00:00Z"));

    private final Vertx vertx = Vertx.vertx();
    private HookReceiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new HookReceiver();
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private Sent sendTo(String address) throws Exception {
        return send(Targets.any(InetAddress::getAllByName), address);
    }

    private Sent send(Targets targets, String address) throws Exception {
        return send(targets, address, Duration.ofSeconds(20));
    }

    private Sent send(Targets targets, String address, Duration timeout) throws Exception {
        var webhook = new Webhook(
                "w-1",
                "studio",
                1,
                new Webhook.Wanted("desk", URI.create(address), Set.of(Kind.values()), Late.SKIP, true),
                List.of(new Secret(SECRET, null)),
                Instant.EPOCH,
                new Webhook.State(new Places(Map.of()), null, Breaker.CLOSED, null, null));
        try (var post = new GuardedPost(vertx, targets, 8, timeout, Clock.systemUTC())) {
            return new WebhookPost(post, Clock.systemUTC()).send(webhook, LETTER);
        }
    }

    @Test
    void what_is_taken_is_delivered_and_signed_as_the_specification_has_it() throws Exception {
        var sent = sendTo(receiver.answering("/hook", _ -> Reply.of(204)));

        assertThat(sent.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(sent.status()).isEqualTo(204);
        var taken = receiver.taken().getFirst();
        assertThat(taken.body()).isEqualTo(LETTER.body());
        assertThat(taken.signatures())
                .isEqualTo(SignaturesTest.bySpecification(SECRET, taken.id(), taken.seconds(), taken.body()));
        assertThat(Instant.ofEpochSecond(taken.seconds()))
                .isAfter(Clock.systemUTC().instant().minusSeconds(60));
    }

    @Test
    void a_refusal_is_told_with_its_status_and_with_how_long_to_stay_away() throws Exception {
        var busy = sendTo(receiver.answering("/busy", _ -> new Reply(429, Map.of("Retry-After", "120"))));

        assertThat(busy.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.retryAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(sendTo(receiver.answering("/gone", _ -> Reply.of(410))).outcome())
                .isEqualTo(Outcome.GONE);
        assertThat(sendTo(receiver.answering("/err", _ -> Reply.of(500))).outcome())
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void a_date_to_stay_away_until_is_meant_by_the_clock_of_who_gave_it() throws Exception {
        var dates = Map.of(
                "/behind", List.of("Thu, 01 Jan 2015 10:05:00 GMT", "Thu, 01 Jan 2015 10:00:00 GMT"),
                "/past", List.of("Thu, 01 Jan 2015 10:05:00 GMT"),
                "/nonsense", List.of("soon"));
        var server = vertx.createHttpServer()
                .requestHandler(request -> {
                    var said = dates.getOrDefault(request.path(), List.of());
                    var response = request.response().setStatusCode(503).putHeader("Retry-After", said.getFirst());
                    if (said.size() > 1) {
                        response.putHeader("Date", said.getLast());
                    }
                    response.end();
                })
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        var address = "http://127.0.0.1:" + server.actualPort();

        assertThat(sendTo(address + "/behind").retryAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(sendTo(address + "/past").retryAfter()).isNull();
        assertThat(sendTo(address + "/nonsense").retryAfter()).isNull();
    }

    @Test
    void one_that_never_answers_costs_no_more_than_its_time() throws Exception {
        var any = Targets.any(InetAddress::getAllByName);
        assertThat(send(any, receiver.answering("/hang", _ -> null), Duration.ofSeconds(1))
                        .outcome())
                .isEqualTo(Outcome.TIMED_OUT);
        assertThat(sendTo("http://127.0.0.1:" + FreePort.next() + "/").outcome())
                .isEqualTo(Outcome.UNREACHABLE);
        assertThat(sendTo("http://no-such-host.invalid/").outcome()).isEqualTo(Outcome.UNREACHABLE);
    }

    @Test
    void a_redirect_that_keeps_the_message_is_followed_and_no_other_and_not_for_ever() throws Exception {
        var to = receiver.answering("/hook", _ -> Reply.of(204));

        assertThat(sendTo(receiver.answering("/moved", _ -> new Reply(308, Map.of("Location", to))))
                        .outcome())
                .isEqualTo(Outcome.DELIVERED);
        assertThat(sendTo(receiver.answering("/found", _ -> new Reply(302, Map.of("Location", to)))))
                .extracting(Sent::outcome, Sent::status)
                .containsExactly(Outcome.REFUSED, 302);
        assertThat(sendTo(receiver.answering("/loop", _ -> new Reply(307, Map.of("Location", "/loop"))))
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
        assertThat(receiver.taken()).hasSize(1);
    }

    @Test
    void a_redirect_is_checked_as_the_first_address_was() throws Exception {
        var inside = receiver.answering("/inside", _ -> Reply.of(204));
        var address = receiver.answering(
                "/hook", _ -> new Reply(307, Map.of("Location", inside.replace("127.0.0.1", "inside.test"))));
        var targets = new Targets(true, each -> each.getHostAddress().equals("127.0.0.1"), host ->
                new InetAddress[] {InetAddress.getByName(host.equals("inside.test") ? "127.0.0.2" : host)});

        assertThat(send(targets, address).outcome()).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(receiver.taken()).isEmpty();
    }

    @Test
    void the_connection_goes_to_the_address_that_was_checked_whatever_the_name_means_a_moment_later() throws Exception {
        var answers = new ArrayList<>(List.of("127.0.0.1", "127.0.0.2"));
        var targets = new Targets(true, each -> each.getHostAddress().equals("127.0.0.1"), _ ->
                new InetAddress[] {InetAddress.getByName(answers.removeFirst())});
        var address = receiver.answering("/hook", _ -> Reply.of(204)).replace("127.0.0.1", "changing.test");

        assertThat(send(targets, address).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(answers).as("it was looked up once").hasSize(1);
    }

    @Test
    void by_default_nothing_is_sent_to_this_machine() throws Exception {
        var address = receiver.answering("/hook", _ -> Reply.of(204)).replace("http:", "https:");

        assertThat(send(Targets.publicOnly(InetAddress::getAllByName), address).outcome())
                .isEqualTo(Outcome.NOT_ALLOWED);
    }
}
