package org.paschima.notify.http;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact.NudgePlanChanged;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Rank;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.SettingsCodec;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Problems;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.FreshReads;
import org.paschima.http.JsonBody;
import org.paschima.http.JsonFields;
import org.paschima.http.OverloadedException;
import org.paschima.http.Problem;
import org.paschima.http.ProblemException;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.NudgeContexts;
import org.paschima.notify.domain.Settings;

/**
 * The nudge plan (api §5): read from what is folded, changed by a fact on the log. Whether a plan comes to hold is known
 * only where the order is, in the fold; so a PUT waits for it, and answers what became of it.
 */
final class PlanRoutes {

    private static final String PATH = "/v1/members/{member}/nudge-plan";

    /** What answers say beside the plan: taken and left alone when it comes back with it. */
    private static final List<String> SAID_BESIDE = List.of("revision", "asOf", "won", "warnings");

    private final Reads reads;
    private final Writes writes;
    private final NudgeStore store;
    private final Receivers receivers;

    PlanRoutes(Reads reads, Writes writes, NudgeStore store, Receivers receivers) {
        this.reads = reads;
        this.writes = writes;
        this.store = store;
        this.receivers = receivers;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, this::show).scope("nudge:read"),
                Route.put(PATH, this::change).scope("nudge:write"));
    }

    private Future<Answer> show(Call call) {
        return reads.read(call, (member, asOf) -> {
            var state = store.member(member);
            return Answer.ok(json -> {
                        SettingsCodec.fields(json, state.settings().planOrDefault());
                        json.writeStringField("revision", Long.toString(state.rev()));
                    })
                    .asOf(asOf)
                    .header("ETag", PlanTags.etag(state.settings()));
        });
    }

    private Future<Answer> change(Call call) {
        var parameters = new QueryParameters(call);
        var wait = FreshReads.wait(parameters);
        var wanted = PlanTags.wanted(call, parameters);
        var plan = JsonBody.read(
                call,
                parameters,
                (fields, problems) -> sent(fields, problems, writes.clock().instant()));
        var member = call.memberId();
        var fact = FactCodec.changed(plan, wanted == null ? null : PlanTags.onTheLog(wanted));
        return knownEarly(call, member, fact, wanted)
                .compose(known -> known.isPresent()
                        ? Future.succeededFuture(known.get())
                        : writes.append(member, fact, UUID.randomUUID().toString(), call)
                                .compose(kept -> judged(call, member, fact, wanted, kept, wait)));
    }

    static @Nullable NudgePlan sent(Fields fields, Problems problems, Instant now) {
        SAID_BESIDE.forEach(fields::skip);
        var plan = SettingsCodec.nudgePlan(fields, problems);
        if (plan != null && plan.version() > Rank.mostAt(now)) {
            problems.add("/version", "RANGE", Rank.ruleAt(now));
        }
        if (plan != null && plan.enabled() && plan.contexts().stream().noneMatch(NudgeContexts::canCarry)) {
            problems.add(
                    "/contexts",
                    "NO_ROOM",
                    "no nudge can be followed there; name at least one of " + String.join(", ", NudgeContexts.all())
                            + ", or send enabled: false");
        }
        return plan;
    }

    /**
     * A tag that no longer holds never will again, so nothing needs to be written to know. It may be this very plan that
     * took its place: one that is sent again because its answer was lost is answered as it was then.
     */
    private Future<Optional<Answer>> knownEarly(
            Call call, MemberId member, NudgePlanChanged fact, @Nullable List<String> wanted) {
        return wanted == null
                ? Future.succeededFuture(Optional.empty())
                : reads.call(call, () -> {
                    var asOf = reads.asOf(member);
                    var state = store.member(member);
                    if (PlanTags.match(wanted, state.settings())) {
                        return Optional.empty();
                    }
                    if (cameToHold(state, fact)) {
                        return Optional.of(won(member, fact, state.settings(), asOf));
                    }
                    throw changedMeanwhile(state.settings());
                });
    }

    private static boolean cameToHold(MemberState state, NudgePlanChanged fact) {
        return fact.rank().equals(state.settings().planRank())
                || state.standing().cameToHold(fact.rank().tag());
    }

    /** It is kept by now: whatever keeps the judgement from being read, the answer says so. */
    private Future<Answer> judged(
            Call call,
            MemberId member,
            NudgePlanChanged fact,
            @Nullable List<String> wanted,
            LogPosition kept,
            Duration wait) {
        return reads.isFolded(call, kept, wait)
                .compose(isFolded -> isFolded
                        ? reads.call(call, () -> judgement(member, fact, wanted, kept))
                        : Future.succeededFuture(notJudged(fact.plan(), kept)))
                .recover(failure -> isForNow(failure)
                        ? Future.succeededFuture(notJudged(fact.plan(), kept))
                        : Future.failedFuture(failure));
    }

    private static boolean isForNow(Throwable failure) {
        return failure instanceof OverloadedException
                || (failure instanceof ProblemException refusal
                        && refusal.problem().status() == 503);
    }

    private Answer judgement(MemberId member, NudgePlanChanged fact, @Nullable List<String> wanted, LogPosition kept) {
        var state = store.member(member);
        var settings = state.settings();
        var cameToHold = state.standing().cameToHold(kept.offset());
        // Or it held already: then it was sent again.
        if (cameToHold.orElse(false)
                || (wanted == null ? fact.rank().equals(settings.planRank()) : cameToHold(state, fact))) {
            return won(member, fact, settings, kept.text());
        }
        if (cameToHold.isEmpty()) {
            return notJudged(fact.plan(), kept);
        }
        if (wanted == null) {
            return answer(settings.planOrDefault(), false, PlanWarnings.NONE, kept.text())
                    .header("ETag", PlanTags.etag(settings));
        }
        throw PlanTags.match(wanted, settings) ? ranksBelow(settings) : changedMeanwhile(settings);
    }

    private Answer won(MemberId member, NudgePlanChanged fact, Settings settings, String asOf) {
        var warnings = PlanWarnings.of(fact.plan(), settings, () -> receivers.of(member));
        return answer(fact.plan(), true, warnings, asOf).header("ETag", PlanTags.etag(fact.rank()));
    }

    private static Answer.Json answer(NudgePlan plan, boolean won, JsonFields warnings, String asOf) {
        return Answer.ok(json -> {
                    SettingsCodec.fields(json, plan);
                    json.writeBooleanField("won", won);
                    warnings.writeTo(json);
                })
                .asOf(asOf);
    }

    private static Answer notJudged(NudgePlan plan, LogPosition kept) {
        return Answer.json(202, json -> {
                    json.writeNumberField("version", plan.version());
                    json.writeBooleanField("judged", false);
                    json.writeStringField(
                            "detail",
                            "the plan is kept; whether it holds is not known yet. Read the plan with ?minAsOf= and this asOf");
                })
                .asOf(kept.text());
    }

    private static ProblemException changedMeanwhile(Settings settings) {
        return about(settings, ProblemType.PRECONDITION_FAILED, "the plan is not the one that If-Match names");
    }

    private static ProblemException ranksBelow(Settings settings) {
        return about(
                settings,
                ProblemType.CONFLICT,
                "the plan that holds has version " + settings.planOrDefault().version() + "; send a higher one");
    }

    private static ProblemException about(Settings settings, ProblemType type, String detail) {
        return Problem.of(type, detail)
                .withMember("version", settings.planOrDefault().version())
                .withHeader("ETag", PlanTags.etag(settings))
                .asException();
    }
}
