package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.Pages;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.delivery.StoredReceipt;
import org.paschima.notify.domain.NudgeLife;
import org.paschima.notify.domain.Retold;

/** Receipts, byte for byte as they were decided (api §5); told in another language where one is asked for. */
final class DecisionRoutes {

    private final Reads reads;
    private final NudgeStore store;
    private final InstantSource clock;

    DecisionRoutes(Reads reads, NudgeStore store, InstantSource clock) {
        this.reads = reads;
        this.store = store;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/members/{member}/decisions", this::list).scope("nudge:read"),
                Route.get("/v1/members/{member}/decisions/{id}", this::one).scope("nudge:read"));
    }

    private Future<Answer> list(Call call) {
        var parameters = new QueryParameters(call);
        var from = parameters.date("from").orElse(null);
        var to = parameters.date("to").orElse(null);
        parameters.inOrder("from", from, "to", to);
        int limit = Pages.limit(parameters);
        var after = Pages.after(parameters, After::parse).orElse(null);
        var language = call.language();
        return reads.read(call, parameters, (member, asOf) -> {
            long rev = store.member(member).rev();
            var found = store.receipts(
                    member, from, to, after == null ? null : after.at(), after == null ? "" : after.id(), limit + 1);
            boolean isMore = found.size() > limit;
            var page = isMore ? found.subList(0, limit) : found;
            var lives = store.lives(
                    member,
                    page.stream().map(each -> NudgeLife.idOf(each.decisionId())).toList());
            var now = clock.instant();
            var next = isMore ? Optional.of(After.of(page.getLast()).text()) : Optional.<String>empty();
            var answer = Answer.ok(json -> {
                        AnswerJson.stored(
                                json,
                                "items",
                                page.stream()
                                        .map(each -> Retold.in(language, each.json()))
                                        .toList());
                        outcomes(json, page);
                        states(json, page, lives, now);
                        Pages.next(json, next);
                        json.writeStringField("revision", Long.toString(rev));
                    })
                    .asOf(asOf);
            return Pages.linked(
                    call, language.map(answer::in).orElseGet(() -> answer.header("Vary", "Accept-Language")), next);
        });
    }

    /** What followed, where it is known, beside the receipts: those stay as they were decided. */
    private static void outcomes(JsonGenerator json, List<StoredReceipt> page) throws IOException {
        json.writeArrayFieldStart("outcomes");
        for (var receipt : page) {
            var outcome = receipt.outcome();
            if (outcome != null) {
                json.writeStartObject();
                json.writeStringField("decisionId", outcome.decisionId());
                AnswerJson.instant(json, "windowEnd", outcome.windowEnd());
                json.writeBooleanField("opened", outcome.opened());
                json.writeBooleanField("practised", outcome.practised());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** What became of the nudges of the page, as long as the nudge log has them. */
    private static void states(JsonGenerator json, List<StoredReceipt> page, Map<String, NudgeLife> lives, Instant now)
            throws IOException {
        json.writeArrayFieldStart("states");
        for (var receipt : page) {
            var life = lives.get(NudgeLife.idOf(receipt.decisionId()));
            if (life != null) {
                json.writeStartObject();
                json.writeStringField("decisionId", receipt.decisionId());
                NudgeStateJson.fields(json, life.nudgeId(), life.state(now));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private Future<Answer> one(Call call) {
        var language = call.language();
        return reads.read(call, (member, asOf) -> {
            var receipt = store.receipt(member, call.path("id")).orElseThrow(Reads::notFound);
            var answer = Answer.bytes(200, Route.JSON, Retold.in(language, receipt));
            return language.map(answer::in).orElseGet(() -> answer.header("Vary", "Accept-Language"));
        });
    }

    /** Behind which receipt the next page begins. */
    private record After(Instant at, String id) {

        private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

        static After of(StoredReceipt last) {
            return new After(last.at(), last.decisionId());
        }

        static Optional<After> parse(String text) {
            try {
                int bar = text.indexOf('|');
                var at = Instant.parse(text.substring(0, Math.max(0, bar)));
                var id = text.substring(bar + 1);
                // The store holds milliseconds of a long, and a cursor of ours nothing else.
                return ID.matcher(id).matches()
                                && Instant.ofEpochMilli(at.toEpochMilli()).equals(at)
                        ? Optional.of(new After(at, id))
                        : Optional.empty();
            } catch (DateTimeException | ArithmeticException _) {
                return Optional.empty();
            }
        }

        String text() {
            return at + "|" + id;
        }
    }
}
