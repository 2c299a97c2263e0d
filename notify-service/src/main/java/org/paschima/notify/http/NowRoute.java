package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.paschima.contract.Language;
import org.paschima.contract.codec.WireTime;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.NudgeEntry;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.delivery.Page;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.NudgeLife;
import org.paschima.notify.domain.NudgeState;
import org.paschima.notify.domain.Phrases;
import org.paschima.notify.domain.Retold;
import org.paschima.notify.domain.Upcoming;

/**
 * All that a first screen needs of nudges, in one answer (docs/adr/0042): the open one, when the next may come or why none
 * will, what was decided last, and care. An open nudge is told as on the stream: behind the delivery barrier, or not at all.
 */
final class NowRoute {

    private static final String PATH = "/v1/members/{member}/nudges/now";

    private final Reads reads;
    private final NudgeStore store;
    private final Function<Call, Future<Optional<Page>>> open;
    private final InstantSource clock;

    NowRoute(Reads reads, NudgeStore store, Function<Call, Future<Optional<Page>>> open, InstantSource clock) {
        this.reads = reads;
        this.store = store;
        this.open = open;
        this.clock = clock;
    }

    Route route() {
        return Route.get(PATH, this::now).scope("nudge:read");
    }

    private record Known(MemberState state, Optional<byte[]> lastReceipt, Instant now, String asOf) {}

    /**
     * The last receipt is read before the state, which then knows of that decision: a slot is not both decided and next. The
     * nudges are read last: what is folded after the state can only take one away, and is heeded then.
     */
    private Future<Answer> now(Call call) {
        var asked = call.language();
        return reads.read(
                call,
                new QueryParameters(call),
                (member, asOf) -> {
                    var lastReceipt = store.lastReceipt(member);
                    return new Known(store.member(member), lastReceipt, clock.instant(), asOf);
                },
                known -> open.apply(call)
                        .recover(failure -> Future.failedFuture(Reads.problem(failure)))
                        .compose(page -> told(call, page.flatMap(NowRoute::newest)))
                        .map(told -> answer(known, asked, told)));
    }

    private static Optional<NudgeEntry> newest(Page page) {
        return page.items().stream().filter(NudgeEntry::issued).reduce((_, later) -> later);
    }

    /** The open nudge with what became of it. */
    private record Told(Optional<NudgeEntry> nudge, Optional<NudgeLife> life) {}

    private Future<Told> told(Call call, Optional<NudgeEntry> nudge) {
        if (nudge.isEmpty()) {
            return Future.succeededFuture(new Told(nudge, Optional.empty()));
        }
        var id = nudge.get().nudgeId();
        return reads.call(call, () -> store.lives(call.memberId(), List.of(id)))
                .map(lives -> new Told(nudge, Optional.ofNullable(lives.get(id))));
    }

    private static Answer answer(Known known, Optional<Language> asked, Told told) {
        var state = known.state();
        var language = state.language(asked);
        var upcoming = Upcoming.of(state, known.now());
        return Answer.ok(json -> {
                    stored(json, "open", told.nudge().map(NudgeEntry::json));
                    state(json, told.life().map(life -> life.state(known.now())), told.nudge());
                    next(json, upcoming);
                    TriggersJson.write(json, state.settings().planOrDefault().triggers());
                    stored(json, "lastDecision", known.lastReceipt().map(receipt -> Retold.in(asked, receipt)));
                    pause(json, upcoming.pause());
                    json.writeObjectFieldStart("care");
                    CareJson.write(
                            json, state.careHold(), state.suggestion(known.now()), known.asOf(), Phrases.in(language));
                    json.writeEndObject();
                    json.writeStringField("revision", Long.toString(state.rev()));
                })
                .asOf(known.asOf())
                .in(language);
    }

    private static void state(JsonGenerator json, Optional<NudgeState> state, Optional<NudgeEntry> nudge)
            throws IOException {
        if (state.isEmpty() || nudge.isEmpty()) {
            json.writeNullField("state");
            return;
        }
        json.writeObjectFieldStart("state");
        NudgeStateJson.fields(json, nudge.get().nudgeId(), state.get());
        json.writeEndObject();
    }

    private static void next(JsonGenerator json, Upcoming upcoming) throws IOException {
        if (upcoming.point().isEmpty()) {
            json.writeNullField("next");
            json.writeStringField("reason", upcoming.why().orElseThrow().name());
            return;
        }
        var point = upcoming.point().get();
        var at = upcoming.at().orElse(point.instant());
        json.writeObjectFieldStart("next");
        json.writeStringField("slot", point.slot().toString());
        AnswerJson.date(json, "localDate", point.localDate());
        json.writeStringField("zone", point.zone().getId());
        json.writeStringField("instant", WireTime.of(at.atZone(point.zone()).toOffsetDateTime()));
        json.writeEndObject();
    }

    private static void pause(JsonGenerator json, Optional<Upcoming.Pause> pause) throws IOException {
        if (pause.isEmpty()) {
            json.writeNullField("pause");
            return;
        }
        json.writeObjectFieldStart("pause");
        AnswerJson.instant(json, "until", pause.get().until());
        json.writeStringField("because", pause.get().because().name());
        json.writeEndObject();
    }

    /** What is stored as JSON, as it is stored. */
    private static void stored(JsonGenerator json, String name, Optional<byte[]> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeRawValue(new String(value.get(), StandardCharsets.UTF_8));
        } else {
            json.writeNull();
        }
    }
}
