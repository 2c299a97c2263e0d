package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
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
import org.paschima.notify.busy.BusyCalendar;
import org.paschima.notify.busy.BusyStore;
import org.paschima.notify.busy.Looking;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.domain.Phrases;
import org.paschima.notify.webhook.Targets;

/** The calendar by which a member is busy (ADR 67): its address goes in and is shown to nobody, and how reading it goes is told. */
public final class BusyRoutes {

    private static final String PATH = "/v1/members/{member}/busy-calendar";

    private final Reads reads;
    private final Terms terms;
    private final NudgeStore nudges;
    private final InstantSource clock;

    /**
     * What the routes work with.
     *
     * @param targets where calendars may be
     */
    public record Terms(BusyStore store, Targets targets) {}

    BusyRoutes(Reads reads, Terms terms, NudgeStore nudges, InstantSource clock) {
        this.reads = reads;
        this.terms = terms;
        this.nudges = nudges;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.put(PATH, this::put).scope("nudge:write").ownTokenOnly(),
                Route.get(PATH, this::show).scope("nudge:read").ownTokenOnly(),
                Route.delete(PATH, this::remove).scope("nudge:write"));
    }

    private Future<Answer> put(Call call) {
        var address = JsonBody.read(call, new QueryParameters(call), this::address);
        var member = call.memberId();
        return reads.call(call, () -> {
            checkTarget(address);
            if (!terms.store().put(member, address, clock.instant())) {
                throw Problem.of(
                                ProblemType.CONFLICT,
                                "a member may name a calendar " + BusyStore.MOST_A_DAY
                                        + " times within a day; come again tomorrow")
                        .asException();
            }
            return shown(call, member);
        });
    }

    private @Nullable URI address(Fields fields, Problems problems) {
        fields.require("address");
        var address = fields.text(
                "address", text -> terms.targets().read(overHttp(text)).isPresent(), Targets.RULE);
        fields.end();
        return problems.isEmpty() && address != null ? URI.create(overHttp(address)) : null;
    }

    /** As calendar programs show addresses to subscribe to. */
    private static String overHttp(String address) {
        return address.regionMatches(true, 0, "webcal://", 0, 9)
                ? "https://" + address.substring(9)
                : address.toLowerCase(Locale.ROOT).startsWith("webcals://")
                        ? "https://" + address.substring(10)
                        : address;
    }

    /** A name that stands for nothing and one that stands for a private address are refused alike. */
    private void checkTarget(URI address) {
        boolean isAllowed;
        try {
            isAllowed = terms.targets().of(address).isPresent();
        } catch (UnknownHostException _) {
            isAllowed = false;
        }
        if (!isAllowed) {
            throw Problem.validation(List.of(
                            Problem.Fault.pointer("/address", "NOT_ALLOWED", "address must be " + Targets.RULE)))
                    .asException();
        }
    }

    private Future<Answer> show(Call call) {
        QueryParameters.refuseAny(call);
        var member = call.memberId();
        return reads.call(call, () -> shown(call, member));
    }

    private Answer shown(Call call, MemberId member) {
        var calendar = terms.store().of(member).orElseThrow(Reads::notFound);
        var now = clock.instant();
        var language = nudges.member(member).language(call.language());
        return Answer.ok(json -> {
                    json.writeStringField("address", calendar.masked());
                    AnswerJson.instant(json, "addedAt", calendar.addedAt());
                    var read = calendar.read();
                    AnswerJson.instant(
                            json, "readAt", read.map(BusyCalendar.Read::at).orElse(null));
                    AnswerJson.instant(
                            json,
                            "countsUntil",
                            read.map(each -> each.at().plus(Looking.HOLDS)).orElse(null));
                    json.writeNumberField(
                            "unreadRules", read.map(BusyCalendar.Read::unread).orElse(0));
                    failure(json, calendar.failure(), Phrases.in(language));
                    times(json, calendar, now);
                })
                .in(language);
    }

    private static void failure(JsonGenerator json, BusyCalendar.@Nullable Failure failure, Phrases words)
            throws IOException {
        if (failure == null) {
            json.writeNullField("trouble");
            return;
        }
        json.writeObjectFieldStart("trouble");
        AnswerJson.instant(json, "at", failure.at());
        json.writeStringField("code", failure.trouble().name());
        json.writeStringField(
                "text",
                words.say(
                        "busy."
                                + failure.trouble()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                        Integer.toString(failure.status())));
        json.writeEndObject();
    }

    private static void times(JsonGenerator json, BusyCalendar calendar, Instant now) throws IOException {
        json.writeArrayFieldStart("busy");
        for (var busy : Looking.known(calendar, now).map(known -> known.times()).orElse(List.of())) {
            if (busy.until().isAfter(now)) {
                json.writeStartObject();
                AnswerJson.instant(json, "from", busy.from());
                AnswerJson.instant(json, "until", busy.until());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private Future<Answer> remove(Call call) {
        QueryParameters.refuseAny(call);
        var member = call.memberId();
        return reads.call(call, () -> {
            if (!terms.store().remove(member)) {
                throw Reads.notFound();
            }
            return Answer.empty(204);
        });
    }
}
