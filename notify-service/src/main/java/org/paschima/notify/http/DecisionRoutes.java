package org.paschima.notify.http;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.delivery.StoredReceipt;

/** Receipts, byte for byte as they were decided (api §5). */
final class DecisionRoutes {

    private final Reads reads;
    private final NudgeStore store;

    DecisionRoutes(Reads reads, NudgeStore store) {
        this.reads = reads;
        this.store = store;
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
        if (from != null && to != null && to.isBefore(from)) {
            parameters.fault("to", "RANGE", "must not be before from");
        }
        int limit = parameters.integer("limit", Items.DEFAULT_LIMIT, 1, Items.MOST);
        var after = parameters
                .read("after", After::parse, "must be what was answered as next")
                .orElse(null);
        return reads.read(call, parameters, (member, asOf) -> {
            long rev = store.member(member).rev();
            var found = store.receipts(
                    member, from, to, after == null ? null : after.at(), after == null ? "" : after.id(), limit + 1);
            boolean isMore = found.size() > limit;
            var page = isMore ? found.subList(0, limit) : found;
            var answer = Answer.ok(json -> {
                        Items.write(json, page.stream().map(StoredReceipt::json).toList());
                        if (isMore) {
                            json.writeStringField(
                                    "next", After.of(page.getLast()).text());
                        }
                        json.writeStringField("revision", Long.toString(rev));
                    })
                    .asOf(asOf);
            return isMore ? answer.header("Link", link(call, After.of(page.getLast()), limit)) : answer;
        });
    }

    private static String link(Call call, After next, int limit) {
        var address = new StringBuilder(call.request().path() + "?limit=" + limit + "&after=" + next.text());
        for (var name : List.of("from", "to")) {
            call.query(name)
                    .ifPresent(value ->
                            address.append('&').append(name).append('=').append(value));
        }
        return "<" + address + ">; rel=\"next\"";
    }

    private Future<Answer> one(Call call) {
        return reads.read(
                call,
                (member, asOf) -> Answer.bytes(
                        200, Route.JSON, store.receipt(member, call.path("id")).orElseThrow(Reads::notFound)));
    }

    /** Behind which receipt the next page begins. */
    private record After(Instant at, String id) {

        private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

        static After of(StoredReceipt last) {
            return new After(last.at(), last.decisionId());
        }

        static Optional<After> parse(String given) {
            try {
                var text = new String(Base64.getUrlDecoder().decode(given), StandardCharsets.UTF_8);
                int bar = text.indexOf('|');
                var at = Instant.parse(text.substring(0, Math.max(0, bar)));
                var id = text.substring(bar + 1);
                // The store holds milliseconds of a long, and a cursor of ours nothing else.
                return ID.matcher(id).matches()
                                && Instant.ofEpochMilli(at.toEpochMilli()).equals(at)
                        ? Optional.of(new After(at, id))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException _) {
                return Optional.empty();
            }
        }

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
        }
    }
}
