package org.paschima.notify.http;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Blocking;
import org.paschima.http.Call;
import org.paschima.http.JsonBody;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.calendar.CalendarStore;
import org.paschima.notify.calendar.PlannedPauses;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.delivery.PathSecret;

/**
 * A member's calendar of what is planned, at a secret address (ADR 58). The address is told once, and whoever has it reads
 * the calendar without a token; one that is unknown, was renewed or can be none is answered alike.
 */
final class CalendarRoutes {

    private static final String OF_MEMBER = "/v1/members/{member}/nudge-calendar";
    private static final String CALENDARS = "/v1/calendars/";
    private static final String ICS = ".ics";
    private static final String TYPE = "text/calendar";
    private static final int ID_BYTES = 12;

    private final Blocking blocking;
    private final Reads reads;
    private final CalendarStore calendars;
    private final NudgeStore nudges;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    CalendarRoutes(Blocking blocking, Reads reads, CalendarStore calendars, NudgeStore nudges, InstantSource clock) {
        this.blocking = blocking;
        this.reads = reads;
        this.calendars = calendars;
        this.nudges = nudges;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.post(OF_MEMBER, this::address).scope("nudge:write").ownTokenOnly(),
                Route.get(OF_MEMBER, this::show).scope("nudge:read"),
                Route.delete(OF_MEMBER, this::remove).scope("nudge:write"),
                Route.get(CALENDARS + "{calendar}", this::read).produces(TYPE).secretPath());
    }

    private Future<Answer> address(Call call) {
        JsonBody.readIfAny(call, new QueryParameters(call), (fields, _) -> {
            fields.end();
            return true;
        });
        var member = call.memberId();
        var secret = PathSecret.fresh(random);
        return reads.call(call, () -> {
            var calendar = calendars.address(member, secret.digest(), newId(), clock.instant());
            return Answer.json(201, json -> {
                json.writeStringField("path", CALENDARS + secret.text() + ICS);
                AnswerJson.instant(json, "addressedAt", calendar.addressedAt());
            });
        });
    }

    private String newId() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private Future<Answer> show(Call call) {
        QueryParameters.refuseAny(call);
        var member = call.memberId();
        return reads.call(call, () -> {
            var calendar = calendars.of(member).orElseThrow(Reads::notFound);
            return Answer.ok(json -> AnswerJson.instant(json, "addressedAt", calendar.addressedAt()));
        });
    }

    private Future<Answer> remove(Call call) {
        QueryParameters.refuseAny(call);
        var member = call.memberId();
        return reads.call(call, () -> {
            if (!calendars.remove(member)) {
                throw Reads.notFound();
            }
            return Answer.empty(204);
        });
    }

    private Future<Answer> read(Call call) {
        QueryParameters.refuseAny(call);
        var secret = secret(call.path("calendar"));
        if (secret.isEmpty()) {
            throw Reads.notFound();
        }
        Future<Answer> answer = blocking.call(call.asker(), () -> {
            var calendar = calendars.addressedBy(secret.get().digest()).orElseThrow(Reads::notFound);
            var ics = PlannedPauses.ics(calendar, nudges.member(calendar.member()), clock.instant());
            return Answer.bytes(200, TYPE + "; charset=utf-8", ics)
                    .header("Content-Disposition", "inline; filename=\"pauses.ics\"");
        });
        return answer.recover(failure -> Future.failedFuture(Reads.problem(failure)));
    }

    private static Optional<PathSecret> secret(String name) {
        return name.endsWith(ICS) ? PathSecret.of(name.substring(0, name.length() - ICS.length())) : Optional.empty();
    }
}
