package org.paschima.session.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import org.paschima.contract.Fact;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.SettingsCodec;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.JsonBody;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.session.domain.Bodies;
import org.paschima.session.domain.SettingsKept;

/** Profile, consents and screening: each fully replaced, versioned, and apart (api §2). */
final class SettingsRoutes {

    static final String SCOPE = "settings:write";

    private final LogAppender appender;
    private final SettingsKept settings = new SettingsKept(SettingsKept.MOST);

    SettingsRoutes(LogAppender appender) {
        this.appender = appender;
    }

    List<Route> routes() {
        return List.of(
                Route.put("/v1/members/{member}/profile", this::profile).scope(SCOPE),
                Route.put("/v1/members/{member}/consents", this::consents)
                        .scope(SCOPE)
                        .ownTokenOnly(),
                Route.put("/v1/members/{member}/screening", this::screening).scope(SCOPE));
    }

    private Future<Answer> profile(Call call) {
        var now = appender.clock().instant();
        var profile = JsonBody.valueOf(Bodies.profile(call.body().getBytes(), now), new QueryParameters(call));
        return keep(call, "profile", FactCodec.changed(profile));
    }

    private Future<Answer> consents(Call call) {
        var now = appender.clock().instant();
        var consents = JsonBody.valueOf(Bodies.consents(call.body().getBytes(), now), new QueryParameters(call));
        return keep(call, "consents", FactCodec.changed(consents));
    }

    private Future<Answer> screening(Call call) {
        var now = appender.clock().instant();
        var screening = JsonBody.valueOf(Bodies.screening(call.body().getBytes(), now), new QueryParameters(call));
        return keep(call, "screening", FactCodec.changed(screening));
    }

    /**
     * Answers what is kept, under its name, as {@code GET …/settings} shows what holds. Whether that is this one the log
     * does not tell: where it is known to be another, that is said, and else that it is not known here. Another instance may
     * have kept a later one.
     */
    private Future<Answer> keep(Call call, String name, Fact.OfMember fact) {
        var member = call.memberId();
        var kept = appender.keep(member, fact, call.traceparent());
        return LogAppender.answer(kept, name, fact.rank().version(), appended -> {
            var holds = settings.note(member, fact);
            return Answer.ok(json -> {
                        json.writeFieldName(name);
                        write(json, fact);
                        if (holds.isPresent()) {
                            json.writeBooleanField("won", false);
                            json.writeFieldName("holds");
                            write(json, holds.get());
                        } else {
                            json.writeNullField("won");
                        }
                    })
                    .asOf(appended.text());
        });
    }

    private static void write(JsonGenerator json, Fact.OfMember fact) throws IOException {
        switch (fact) {
            case Fact.ProfileChanged(var profile, var _) -> SettingsCodec.write(json, profile);
            case Fact.ConsentsChanged(var consents, var _) -> SettingsCodec.write(json, consents);
            case Fact.ScreeningChanged(var screening, var _) -> SettingsCodec.write(json, screening);
            case Fact.NudgePlanChanged(var plan, var _, var _) -> SettingsCodec.write(json, plan);
        }
    }
}
