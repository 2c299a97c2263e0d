package org.paschima.bench;

import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;
import org.paschima.notify.NotifyMain;
import org.paschima.store.mongo.MongoStore;

/**
 * How fast nudges go to one webhook: from the topic, each asked for at the store whether it still stands, signed, and taken by a
 * receiver in this process. Then the same beside another webhook whose receiver takes two seconds for each.
 */
final class WebhookLoad {

    private static final int MEMBERS = 5_000;
    private static final int NUDGES = 20_000;
    private static final int WARM = 4_000;
    private static final long SLOW_MS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String DATABASE = "notify-hooks";

    private final Rig rig;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger taken = new AtomicInteger();
    private long seq;

    WebhookLoad(Rig rig) {
        this.rig = rig;
    }

    void measure() throws Exception {
        var settings = rig.settings();
        settings.put("MONGO_DATABASE", DATABASE);
        settings.put("NUDGE_DRAW_KEY", "the bench draws nothing");
        settings.put("WEBHOOK_TARGETS", "any");
        var server = receiver();
        try (var notify = Child.start(NotifyMain.class, settings);
                var store = MongoStore.connect(rig.mongod().uri(), DATABASE, false)) {
            register(notify.port(), server.actualPort(), "fast");
            round(notify, store, "warming up", WARM);
            round(notify, store, "one receiver", NUDGES);
            register(notify.port(), server.actualPort(), "slow");
            round(notify, store, "beside a slow one", NUDGES);
            round(notify, store, "beside a slow one, again", NUDGES);
        } finally {
            http.shutdownNow();
            server.close().await(10, TimeUnit.SECONDS);
        }
    }

    private HttpServer receiver() throws Exception {
        return rig.vertx()
                .createHttpServer()
                .requestHandler(request -> request.body().onSuccess(_ -> {
                    if ("/slow".equals(request.path())) {
                        rig.vertx()
                                .setTimer(
                                        SLOW_MS,
                                        _ -> request.response()
                                                .setStatusCode(204)
                                                .end());
                    } else {
                        taken.incrementAndGet();
                        request.response().setStatusCode(204).end();
                    }
                }))
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
    }

    private void register(int port, int receiver, String path) throws Exception {
        var token = rig.tokens().forClient(Histories.TENANT, "bench", List.of("tenant:webhooks"), Duration.ofHours(1));
        var answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/webhooks"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\":\"" + path + "\",\"address\":\"http://127.0.0.1:"
                                + receiver + "/" + path + "\"}"))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("the webhook was not kept: " + answer.statusCode() + " " + answer.body());
        }
    }

    private void round(Child notify, MongoStore store, String what, int nudges) throws Exception {
        var messages = nudges(store, nudges);
        taken.set(0);
        var foreign = ForeignLoad.begin();
        var cpu = notify.cpu();
        long began = System.nanoTime();
        rig.log().append(messages);
        while (taken.get() < nudges) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException(taken.get() + " of " + nudges + " came in time");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "webhooks, %s: %,d nudges of %,d members in %.1f s, %,.0f/s; %.3f ms of CPU each; %s%n",
                what,
                nudges,
                MEMBERS,
                seconds,
                nudges / seconds,
                notify.cpu().minus(cpu).toMillis() / (double) nudges,
                foreign.told());
    }

    /** As notify-service would have made and published them. */
    private List<Message> nudges(MongoStore store, int nudges) {
        var now = Instant.now();
        var at = now.atOffset(ZoneOffset.UTC);
        var content = new NudgeEvent.Content(
                "tadasana", List.of(), 1, "desk", "A pause, perhaps?", "If now is good.", null, null);
        var messages = new ArrayList<Message>();
        var entries = new ArrayList<Document>();
        for (int i = 0; i < nudges; i++) {
            var member = new MemberId(Histories.TENANT, "m-" + i % MEMBERS);
            var id = "n-" + ++seq;
            var event = new NudgeEvent.Issued(
                    seq, id, LocalTime.NOON, at.toLocalDate(), at, at.plusMinutes(30), content, "d-" + seq);
            messages.add(FactCodec.encode(member, event, new Envelope(id + ":issued", "/notify-service", now, null)));
            entries.add(new Document("member", member.key())
                    .append("seq", seq)
                    .append("nudgeId", id)
                    .append("issued", true));
        }
        store.database().getCollection("nudge_log").insertMany(entries);
        if (!messages.getFirst().topic().equals(LogTopics.NUDGES)) {
            throw new IllegalStateException("nudges go to " + LogTopics.NUDGES);
        }
        return messages;
    }
}
