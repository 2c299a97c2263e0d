package org.paschima.notify.http;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Problems;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.JsonBody;
import org.paschima.http.Problem;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.domain.Morning;
import org.paschima.notify.domain.Phrases;

/**
 * A pause for a while, until morning or until told, each a fact on the log; and the question whether nudges shall go on that
 * nobody answered, with its answer (domain.md §4.3).
 */
final class PauseRoutes {

    private static final String PATH = "/v1/members/{member}/pause";
    private static final String RULE =
            "one of until (an instant), for (a duration as PT2H), untilMorning: true or untilTold: true";

    private final Reads reads;
    private final Writes writes;
    private final NudgeStore store;

    PauseRoutes(Reads reads, Writes writes, NudgeStore store) {
        this.reads = reads;
        this.writes = writes;
        this.store = store;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, this::show).scope("nudge:read"),
                Route.post(PATH, this::pause).scope("nudge:write"),
                Route.delete(PATH, this::resume).scope("nudge:write"),
                Route.post(PATH + "/answer", this::answer).scope("nudge:write"));
    }

    private Future<Answer> show(Call call) {
        var asked = call.language();
        return reads.read(call, (member, asOf) -> {
            var state = store.member(member);
            var language = state.language(asked);
            var pause = state.history().pause();
            var now = writes.clock().instant();
            return Answer.ok(json -> {
                        json.writeBooleanField("paused", pause.isAt(now));
                        AnswerJson.instant(json, "until", pause.isAt(now) ? pause.until() : null);
                        if (state.question().isPresent()) {
                            json.writeObjectFieldStart("question");
                            AnswerJson.instant(json, "since", state.question().get());
                            json.writeStringField("text", Phrases.in(language).question());
                            json.writeEndObject();
                        } else {
                            json.writeNullField("question");
                        }
                        json.writeStringField("revision", Long.toString(state.rev()));
                    })
                    .asOf(asOf)
                    .in(language);
        });
    }

    /** What was asked for; {@code until} null for until morning. */
    private record Wanted(boolean isUntilTold, @Nullable Instant until) {}

    private Future<Answer> pause(Call call) {
        var now = writes.clock().instant();
        var wanted =
                JsonBody.read(call, new QueryParameters(call), (fields, problems) -> wanted(fields, problems, now));
        if (wanted.isUntilTold() || wanted.until() != null) {
            return append(call, new Fact.NudgesPaused(utc(now), wanted.until() == null ? null : utc(wanted.until())));
        }
        var member = call.memberId();
        return reads.call(call, () -> Morning.after(now, store.member(member)))
                .compose(morning -> morning.isPresent()
                        ? append(call, new Fact.NudgesPaused(utc(now), utc(morning.get())))
                        : Future.failedFuture(Problem.validation(List.of(Problem.Fault.pointer(
                                        "/untilMorning",
                                        "UNKNOWN_ZONE",
                                        "there is no profile to know the member's morning by; send until or for")))
                                .asException()));
    }

    private static @Nullable Wanted wanted(Fields fields, Problems problems, Instant now) {
        int before = problems.size();
        int named = (fields.has("until") ? 1 : 0)
                + (fields.has("for") ? 1 : 0)
                + (fields.has("untilMorning") ? 1 : 0)
                + (fields.has("untilTold") ? 1 : 0);
        var until = fields.instant("until");
        var length = fields.text("for", PauseRoutes::isLength, "a duration as PT2H, of a minute to 366 days");
        var morning = fields.bool("untilMorning");
        var told = fields.bool("untilTold");
        fields.end();
        if (problems.size() > before) {
            return null;
        }
        if (named != 1 || Boolean.FALSE.equals(morning) || Boolean.FALSE.equals(told)) {
            problems.add("", "REQUIRED", "send " + RULE);
            return null;
        }
        if (until != null
                && (!until.toInstant().isAfter(now)
                        || until.toInstant().isAfter(now.plus(Fact.NudgesPaused.LONGEST)))) {
            problems.add("/until", "RANGE", "until must be after now, and at most 366 days after it");
            return null;
        }
        if (until != null) {
            return new Wanted(false, until.toInstant());
        }
        return length == null
                ? new Wanted(told != null, null)
                : new Wanted(false, now.plus(Duration.parse(Objects.requireNonNull(length))));
    }

    private static boolean isLength(String text) {
        try {
            var length = Duration.parse(text);
            return length.compareTo(Duration.ofMinutes(1)) >= 0 && length.compareTo(Fact.NudgesPaused.LONGEST) <= 0;
        } catch (java.time.DateTimeException _) {
            return false;
        }
    }

    private Future<Answer> resume(Call call) {
        QueryParameters.refuseAny(call);
        return append(call, new Fact.NudgesResumed(utc(writes.clock().instant())));
    }

    private Future<Answer> answer(Call call) {
        var now = writes.clock().instant();
        var goOn = JsonBody.read(call, new QueryParameters(call), (fields, problems) -> {
            fields.require("goOn");
            var wanted = fields.bool("goOn");
            fields.end();
            return wanted;
        });
        return append(call, goOn ? new Fact.NudgesResumed(utc(now)) : new Fact.NudgesPaused(utc(now), null));
    }

    private Future<Answer> append(Call call, Fact fact) {
        return writes.append(call.memberId(), fact, UUID.randomUUID().toString(), call)
                .map(appended -> Answer.ok(json -> {
                            json.writeBooleanField("paused", fact instanceof Fact.NudgesPaused);
                            AnswerJson.instant(
                                    json,
                                    "until",
                                    fact instanceof Fact.NudgesPaused(var _, var until) && until != null
                                            ? until.toInstant()
                                            : null);
                        })
                        .asOf(appended.text()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
