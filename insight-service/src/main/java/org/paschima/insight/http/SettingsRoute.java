package org.paschima.insight.http;

import java.nio.charset.StandardCharsets;
import org.paschima.contract.MemberId;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.MemberSettings;

/** The winning profile, consents and screening of a member; what was never set is null. */
final class SettingsRoute {

    static final String PATH = "/v1/members/{member}/settings";

    private final MemberHistory history;

    SettingsRoute(MemberHistory history) {
        this.history = history;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, "settings:read", this::settings);
    }

    private FreshRoute.Query settings(MemberId member, QueryParameters parameters, Call call) {
        return () -> {
            var seen = history.settings(member);
            return FreshRoute.ok(seen, json -> {
                for (var kind : MemberSettings.Kind.values()) {
                    json.writeFieldName(kind.wire());
                    var winning = seen.content().winning().get(kind);
                    if (winning == null) {
                        json.writeNull();
                    } else {
                        json.writeRawValue(new String(winning, StandardCharsets.UTF_8));
                    }
                }
            });
        };
    }
}
