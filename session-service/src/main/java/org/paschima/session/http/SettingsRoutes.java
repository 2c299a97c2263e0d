package org.paschima.session.http;

import io.vertx.core.Future;
import java.util.List;
import org.paschima.contract.Fact;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.SettingsCodec;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.JsonFields;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.session.domain.Bodies;

/** Profile, consents and screening: each fully replaced, versioned, and apart (api §2). */
final class SettingsRoutes {

    static final String SCOPE = "settings:write";

    private final Keeping keeping;

    SettingsRoutes(Keeping keeping) {
        this.keeping = keeping;
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
        var profile = Faults.valueOf(Bodies.profile(call.body().getBytes()));
        return keep(
                call,
                "profile",
                profile.version(),
                FactCodec.changed(profile),
                json -> SettingsCodec.write(json, profile));
    }

    private Future<Answer> consents(Call call) {
        var consents = Faults.valueOf(Bodies.consents(call.body().getBytes()));
        return keep(
                call,
                "consents",
                consents.version(),
                FactCodec.changed(consents),
                json -> SettingsCodec.write(json, consents));
    }

    private Future<Answer> screening(Call call) {
        var screening = Faults.valueOf(Bodies.screening(call.body().getBytes()));
        return keep(
                call,
                "screening",
                screening.version(),
                FactCodec.changed(screening),
                json -> SettingsCodec.write(json, screening));
    }

    /**
     * Answers what is kept, under its name, as {@code GET …/settings} shows what holds: whether that is this version, the
     * log does not tell.
     */
    private Future<Answer> keep(Call call, String name, long version, Fact fact, JsonFields value) {
        QueryParameters.refuseAny(call);
        var kept = keeping.keep(RecordRoutes.memberOf(call), fact, call.traceparent());
        return Keeping.answer(
                kept,
                name,
                version,
                appended -> Answer.ok(json -> {
                            json.writeFieldName(name);
                            value.writeTo(json);
                        })
                        .asOf(appended.asOf()));
    }
}
