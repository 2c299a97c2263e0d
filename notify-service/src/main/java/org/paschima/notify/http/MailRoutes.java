package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.WrittenForms;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.JsonBody;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.mail.Confirmation;
import org.paschima.notify.mail.Digesting;
import org.paschima.notify.mail.MailAddress;
import org.paschima.notify.mail.MailStore;
import org.paschima.notify.mail.MailSubscription;

/** The address at which a member reads a digest of nudges, which its owner has to confirm first (ADR 60). */
public final class MailRoutes {

    private static final String PATH = "/v1/members/{member}/nudge-mail";
    private static final int MOST_HOURS = 4;
    private static final List<LocalTime> USUAL = List.of(LocalTime.of(8, 0));

    private final Reads reads;
    private final Terms terms;
    private final NudgeStore nudges;
    private final InstantSource clock;

    /**
     * What the routes work with.
     *
     * @param isOn whether this service sends mail
     */
    public record Terms(MailStore store, boolean isOn, MailStore.Bounds bounds) {}

    MailRoutes(Reads reads, Terms terms, NudgeStore nudges, InstantSource clock) {
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

    /** @param hours null for those that hold, or the usual ones */
    private record Wanted(MailAddress address, @Nullable List<LocalTime> hours) {}

    private Future<Answer> put(Call call) {
        var wanted = JsonBody.read(call, new QueryParameters(call), MailRoutes::wanted);
        if (!terms.isOn()) {
            throw Problem.of(ProblemType.CONFLICT, "this service sends no mail").asException();
        }
        var member = call.memberId();
        return reads.call(call, () -> isAlreadyThere(member, wanted) ? shown(200, member) : asked(member, wanted));
    }

    /** An address that is confirmed needs no confirming: its times may have changed. */
    private boolean isAlreadyThere(MemberId member, Wanted wanted) {
        var there = terms.store()
                .of(member)
                .filter(MailSubscription::isOn)
                .filter(each -> each.address().equals(wanted.address()));
        if (there.isEmpty()) {
            return false;
        }
        var hours = wanted.hours();
        return hours == null
                || terms.store().change(member, hours, Digesting.first(nudges.member(member), hours, clock.instant()));
    }

    /** Whoever's the address is, and however often it was written to, the answer is the same. */
    private Answer asked(MemberId member, Wanted wanted) {
        var hours = wanted.hours() == null
                ? terms.store().of(member).map(MailSubscription::hours).orElse(USUAL)
                : wanted.hours();
        var asked = new Confirmation(member, wanted.address(), hours, clock.instant(), 0);
        return switch (terms.store().ask(asked, terms.bounds())) {
            case KEPT -> shown(202, member);
            case TOO_OFTEN ->
                throw Problem.of(
                                ProblemType.CONFLICT,
                                "a member may ask for " + terms.bounds().ofAMember()
                                        + " links within a day; come again tomorrow")
                        .asException();
        };
    }

    private static @Nullable Wanted wanted(Fields fields, Problems problems) {
        fields.require("address");
        var address = fields.text("address", text -> MailAddress.of(text).isPresent(), MailAddress.RULE);
        var hours = fields.has("hours") ? hours(fields, problems) : null;
        fields.end();
        return problems.isEmpty() && address != null
                ? new Wanted(MailAddress.of(address).orElseThrow(), hours)
                : null;
    }

    private static List<LocalTime> hours(Fields fields, Problems problems) {
        var hours = new TreeSet<LocalTime>();
        var items = fields.items("hours", MOST_HOURS);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Json.Str(var text) && WrittenForms.isWallTime(text)) {
                hours.add(LocalTime.parse(text));
            } else {
                problems.add(fields.at("hours") + "/" + i, "FORMAT", "must be a time of day, as 08:00");
            }
        }
        if (items.isEmpty()) {
            problems.add(fields.at("hours"), "REQUIRED", "hours must be 1 to " + MOST_HOURS + " times of day");
        }
        return List.copyOf(hours);
    }

    private Future<Answer> show(Call call) {
        QueryParameters.refuseAny(call);
        var member = call.memberId();
        return reads.call(call, () -> shown(200, member));
    }

    private Answer shown(int status, MemberId member) {
        var there = terms.store().of(member);
        var waits = terms.store().unconfirmed(member, clock.instant());
        return Answer.json(status, json -> {
            json.writeBooleanField("offered", terms.isOn());
            subscription(json, there);
            unconfirmed(json, waits);
        });
    }

    private static void subscription(JsonGenerator json, Optional<MailSubscription> there) throws IOException {
        if (there.isEmpty()) {
            json.writeNullField("confirmed");
            return;
        }
        var each = there.get();
        var ended = each.state().ended();
        json.writeObjectFieldStart("confirmed");
        json.writeStringField("address", each.address().text());
        AnswerJson.texts(json, "hours", texts(each.hours()));
        AnswerJson.instant(json, "confirmedAt", each.confirmedAt());
        AnswerJson.instant(json, "endedAt", ended == null ? null : ended.at());
        AnswerJson.text(json, "endedBecause", ended == null ? null : ended.why().wire());
        json.writeEndObject();
    }

    private static void unconfirmed(JsonGenerator json, Optional<Confirmation> waits) throws IOException {
        if (waits.isEmpty()) {
            json.writeNullField("unconfirmed");
            return;
        }
        json.writeObjectFieldStart("unconfirmed");
        json.writeStringField("address", waits.get().address().text());
        AnswerJson.texts(json, "hours", texts(waits.get().hours()));
        AnswerJson.instant(json, "askedAt", waits.get().askedAt());
        json.writeEndObject();
    }

    private static List<String> texts(List<LocalTime> hours) {
        return hours.stream().map(LocalTime::toString).toList();
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
