package org.paschima.notify.http;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Problems;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Blocking;
import org.paschima.http.Call;
import org.paschima.http.JsonBody;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.webhook.Breaker;
import org.paschima.notify.webhook.Letter;
import org.paschima.notify.webhook.LetterPost;
import org.paschima.notify.webhook.Places;
import org.paschima.notify.webhook.Rounds;
import org.paschima.notify.webhook.Secret;
import org.paschima.notify.webhook.Targets;
import org.paschima.notify.webhook.Webhook;

/** A studio's webhooks: registered, tried, turned and looked after by the studio itself (ADR 45). */
final class WebhookRoutes {

    static final String SCOPE = "tenant:webhooks";

    private static final String PATH = "/v1/webhooks";
    private static final String ONE = PATH + "/{webhook}";
    private static final int SECRET_BYTES = 32;
    private static final int DAY_HOURS = 24;
    private static final int MOST_OVERLAP_HOURS = 7 * DAY_HOURS;

    private final Blocking blocking;
    private final Blocking trials;
    private final Rounds.Parts parts;
    private final LetterPost letters;
    private final Targets targets;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** @param trials the threads on which test messages wait for their answer */
    WebhookRoutes(Blocking blocking, Blocking trials, Rounds.Parts parts, LetterPost letters, Targets targets) {
        this.blocking = blocking;
        this.trials = trials;
        this.parts = parts;
        this.letters = letters;
        this.targets = targets;
        this.clock = parts.clock();
    }

    List<Route> routes() {
        return List.of(
                Route.post(PATH, this::register).scope(SCOPE),
                Route.get(PATH, this::list).scope(SCOPE),
                Route.get(ONE, this::show).scope(SCOPE),
                Route.put(ONE, this::change).scope(SCOPE),
                Route.delete(ONE, this::remove).scope(SCOPE),
                Route.post(ONE + "/test", this::test).scope(SCOPE).longLived(),
                Route.post(ONE + "/secret", this::rotate).scope(SCOPE),
                Route.post(ONE + "/replay", this::replay).scope(SCOPE),
                Route.get(ONE + "/attempts", new WebhookHistory(parts.store(), this::ask)::answer)
                        .scope(SCOPE));
    }

    // --- registering and changing

    private Future<Answer> register(Call call) {
        var wanted = JsonBody.read(
                call, new QueryParameters(call), (fields, problems) -> WebhookJson.read(fields, problems, targets));
        var tenant = call.caller().tenant();
        return ask(call, () -> {
            checkTarget(wanted);
            var secret = newSecret();
            var webhook = new Webhook(
                    "w-" + UUID.randomUUID(),
                    tenant,
                    1,
                    wanted,
                    List.of(secret),
                    clock.instant(),
                    new Webhook.State(parts.topic().ends(), null, Breaker.CLOSED, null, null));
            if (!parts.store().add(webhook, parts.terms().ofATenant())) {
                throw Problem.of(
                                ProblemType.CONFLICT,
                                "a studio has at most " + parts.terms().ofATenant() + " webhooks; delete one of yours")
                        .asException();
            }
            return Answer.json(201, json -> {
                        WebhookJson.write(json, webhook, 0);
                        json.writeStringField("secret", secret.text());
                    })
                    .header("Location", PATH + "/" + webhook.id())
                    .header("ETag", WebhookTag.of(webhook, 0));
        });
    }

    private Secret newSecret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return new Secret("whsec_" + Base64.getEncoder().encodeToString(bytes), null);
    }

    /** A name that stands for nothing and one that stands for a private address are refused alike: nobody maps a network. */
    private void checkTarget(Webhook.Wanted wanted) {
        boolean isAllowed;
        try {
            isAllowed = targets.of(wanted.address()).isPresent();
        } catch (java.net.UnknownHostException _) {
            isAllowed = false;
        }
        if (!isAllowed) {
            throw Problem.validation(List.of(
                            Problem.Fault.pointer("/address", "NOT_ALLOWED", "address must be " + Targets.RULE)))
                    .asException();
        }
    }

    private Future<Answer> list(Call call) {
        QueryParameters.refuseAny(call);
        return ask(call, () -> {
            var all = parts.store().of(call.caller().tenant());
            var waiting =
                    all.stream().map(each -> parts.store().waiting(each.id())).toList();
            return Answer.ok(json -> {
                json.writeArrayFieldStart("items");
                for (int i = 0; i < all.size(); i++) {
                    json.writeStartObject();
                    WebhookJson.write(json, all.get(i), waiting.get(i));
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        });
    }

    private Future<Answer> show(Call call) {
        QueryParameters.refuseAny(call);
        return ask(call, () -> shown(found(call)));
    }

    private Answer shown(Webhook webhook) {
        long waiting = parts.store().waiting(webhook.id());
        return Answer.ok(json -> WebhookJson.write(json, webhook, waiting))
                .header("ETag", WebhookTag.of(webhook, waiting));
    }

    private Webhook found(Call call) {
        return parts.store().find(call.caller().tenant(), call.path("webhook")).orElseThrow(Reads::notFound);
    }

    private Future<Answer> change(Call call) {
        var wanted = JsonBody.read(
                call, new QueryParameters(call), (fields, problems) -> WebhookJson.read(fields, problems, targets));
        return ask(call, () -> {
            var seen = found(call);
            WebhookTag.check(call, seen);
            checkTarget(wanted);
            var changed = parts.store().change(seen, wanted).orElseThrow(() -> WebhookTag.changedMeanwhile(seen));
            return shown(changed);
        });
    }

    private Future<Answer> remove(Call call) {
        QueryParameters.refuseAny(call);
        return ask(call, () -> {
            if (!parts.store().remove(call.caller().tenant(), call.path("webhook"))) {
                throw Reads.notFound();
            }
            return Answer.empty(204);
        });
    }

    private Future<Answer> rotate(Call call) {
        var overlap = JsonBody.readIfAny(call, new QueryParameters(call), (fields, problems) -> overlap(fields));
        return ask(call, () -> {
            var seen = found(call);
            WebhookTag.check(call, seen);
            var now = clock.instant();
            var until = now.plus(overlap);
            var secret = newSecret();
            var all = new ArrayList<Secret>();
            all.add(secret);
            seen.secrets().stream()
                    .filter(each -> each.until() == null || each.until().isAfter(now))
                    .limit(2)
                    .map(each -> new Secret(each.text(), each.until() == null ? until : each.until()))
                    .filter(each -> now.isBefore(each.until()))
                    .forEach(all::add);
            var changed = parts.store().rotate(seen, all).orElseThrow(() -> WebhookTag.changedMeanwhile(seen));
            return Answer.ok(json -> {
                        json.writeStringField("id", changed.id());
                        json.writeStringField("secret", secret.text());
                        AnswerJson.instant(json, "formerSignsUntil", until);
                        json.writeStringField("revision", Long.toString(changed.revision()));
                    })
                    .header("ETag", WebhookTag.of(changed));
        });
    }

    private static @Nullable Duration overlap(Fields fields) {
        var hours = fields.integer("overlapHours", 0, MOST_OVERLAP_HOURS);
        fields.end();
        return Duration.ofHours(hours == null ? DAY_HOURS : hours);
    }

    // --- trying, going back, looking

    private Future<Answer> test(Call call) {
        JsonBody.readIfAny(call, new QueryParameters(call), (fields, problems) -> {
            fields.end();
            return true;
        });
        return ask(call, () -> found(call))
                .compose(webhook -> trials.call(call.caller().asker(), () -> tried(webhook)))
                .recover(failure -> Future.failedFuture(Reads.problem(failure)));
    }

    private Answer tried(Webhook webhook) throws InterruptedException {
        var letter = Letter.test("test-" + UUID.randomUUID(), clock.instant());
        var sent = letters.send(webhook, letter);
        parts.counts().attempted(sent.outcome());
        return Answer.ok(json -> {
            json.writeStringField("messageId", letter.id());
            WebhookJson.sent(json, sent);
        });
    }

    /** From where to go on: a cursor that was answered, or an instant. */
    private record From(@Nullable Places places, @Nullable Instant since) {}

    private Future<Answer> replay(Call call) {
        var from = JsonBody.read(call, new QueryParameters(call), WebhookRoutes::from);
        return ask(call, () -> {
            var webhook = found(call);
            var places =
                    from.places() != null ? from.places() : parts.topic().since(Objects.requireNonNull(from.since()));
            if (!parts.store().seek(webhook.tenant(), webhook.id(), places)) {
                throw Reads.notFound();
            }
            return Answer.json(202, json -> {
                json.writeStringField("id", webhook.id());
                json.writeStringField("cursor", places.text());
            });
        });
    }

    private static @Nullable From from(Fields fields, Problems problems) {
        var after = fields.text("after", text -> Places.parse(text).isPresent(), "a cursor that was answered");
        var since = fields.instant("since");
        fields.end();
        if (problems.isEmpty() && (after == null) == (since == null)) {
            fields.problem("after", after == null ? "REQUIRED" : "UNEXPECTED", "name one of after and since");
        }
        return problems.isEmpty()
                ? new From(
                        after == null ? null : Places.parse(after).orElse(null),
                        since == null ? null : since.toInstant())
                : null;
    }

    // --- what all share

    private <T> Future<T> ask(Call call, Callable<T> work) {
        return blocking.call(call.caller().asker(), work)
                .recover(failure -> Future.failedFuture(Reads.problem(failure)));
    }
}
