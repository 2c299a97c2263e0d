package org.paschima.notify.http;

import io.vertx.core.Future;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Problems;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.JsonBody;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.push.P256;
import org.paschima.notify.push.PushStore;
import org.paschima.notify.push.PushSubscription;
import org.paschima.notify.webhook.Targets;

/** The browsers in which a member takes nudges, each as the browser itself describes it (ADR 59). */
public final class PushRoutes {

    private static final String PATH = "/v1/members/{member}/push-subscriptions";
    private static final int AUTH_BYTES = 16;
    private static final int ID_BYTES = 18;
    private static final int LONGEST = 1_024;

    private final Reads reads;
    private final Terms terms;
    private final InstantSource clock;

    /**
     * What the routes work with.
     *
     * @param publicKey what browsers subscribe with; null where this service pushes nothing
     * @param ofAMember browsers of one member
     * @param targets where push services may be
     */
    public record Terms(PushStore store, @Nullable String publicKey, int ofAMember, Targets targets) {}

    PushRoutes(Reads reads, Terms terms, InstantSource clock) {
        this.reads = reads;
        this.terms = terms;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/push-key", this::key).scope("nudge:read"),
                Route.post(PATH, this::subscribe).scope("nudge:write").ownTokenOnly(),
                Route.get(PATH, this::list).scope("nudge:read"),
                Route.delete(PATH + "/{subscription}", this::remove).scope("nudge:write"));
    }

    private Future<Answer> key(Call call) {
        QueryParameters.refuseAny(call);
        var key = terms.publicKey();
        if (key == null) {
            throw Reads.notFound();
        }
        return Future.succeededFuture(Answer.ok(json -> json.writeStringField("publicKey", key)));
    }

    // --- subscribing

    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Described(URI endpoint, byte[] key, byte[] auth) {}

    private Future<Answer> subscribe(Call call) {
        var described = JsonBody.read(call, new QueryParameters(call), this::described);
        if (terms.publicKey() == null) {
            throw Problem.of(ProblemType.CONFLICT, "this service has no keys to push with")
                    .asException();
        }
        var member = call.memberId();
        return reads.call(call, () -> {
            checkTarget(described.endpoint());
            var subscription = new PushSubscription(
                    id(described.endpoint()),
                    member,
                    described.endpoint(),
                    described.key(),
                    described.auth(),
                    clock.instant());
            if (!terms.store().keep(subscription, terms.ofAMember())) {
                throw Problem.of(
                                ProblemType.CONFLICT,
                                "a member has at most " + terms.ofAMember() + " browsers; remove one of yours")
                        .asException();
            }
            return Answer.json(201, json -> fields(json, subscription))
                    .header("Location", PATH.replace("{member}", "me") + "/" + subscription.id());
        });
    }

    private @Nullable Described described(Fields fields, Problems problems) {
        fields.skip("expirationTime");
        fields.require("endpoint", "keys");
        var endpoint = fields.text(
                "endpoint",
                text -> text.length() <= LONGEST && terms.targets().read(text).isPresent(),
                Targets.RULE);
        var keys = fields.object("keys");
        byte[] key = null;
        byte[] auth = null;
        if (keys != null) {
            keys.require("p256dh", "auth");
            key = bytes(keys, "p256dh", P256::isPoint, "a point of P-256 in base64url");
            auth = bytes(keys, "auth", bytes -> bytes.length == AUTH_BYTES, "16 bytes in base64url");
            keys.end();
        }
        fields.end();
        return problems.isEmpty() && endpoint != null && key != null && auth != null
                ? new Described(URI.create(endpoint), key, auth)
                : null;
    }

    private static byte @Nullable [] bytes(Fields fields, String name, Predicate<byte[]> valid, String must) {
        var text = fields.text(name, each -> decoded(each).filter(valid).isPresent(), must);
        return text == null ? null : decoded(text).orElse(null);
    }

    /** With or without the signs that fill up. */
    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A name that stands for nothing and one that stands for a private address are refused alike. */
    private void checkTarget(URI endpoint) {
        boolean isAllowed;
        try {
            isAllowed = terms.targets().of(endpoint).isPresent();
        } catch (UnknownHostException _) {
            isAllowed = false;
        }
        if (!isAllowed) {
            throw Problem.validation(List.of(
                            Problem.Fault.pointer("/endpoint", "NOT_ALLOWED", "endpoint must be " + Targets.RULE)))
                    .asException();
        }
    }

    private static String id(URI endpoint) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(endpoint.toString().getBytes(StandardCharsets.UTF_8));
            return "b-" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    // --- looking and ending

    private Future<Answer> list(Call call) {
        QueryParameters.refuseAny(call);
        var member = call.memberId();
        return reads.call(call, () -> {
            var all = terms.store().of(member);
            return Answer.ok(json -> {
                json.writeArrayFieldStart("items");
                for (var each : all) {
                    json.writeStartObject();
                    fields(json, each);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        });
    }

    /** Not the endpoint: whoever knows it may send there. */
    private static void fields(com.fasterxml.jackson.core.JsonGenerator json, PushSubscription subscription)
            throws java.io.IOException {
        json.writeStringField("id", subscription.id());
        json.writeStringField("service", subscription.endpoint().getHost());
        AnswerJson.instant(json, "createdAt", subscription.createdAt());
    }

    private Future<Answer> remove(Call call) {
        QueryParameters.refuseAny(call);
        var member = call.memberId();
        return reads.call(call, () -> {
            if (!terms.store().remove(member, call.path("subscription"))) {
                throw Reads.notFound();
            }
            return Answer.empty(204);
        });
    }
}
