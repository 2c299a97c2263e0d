package org.paschima.insight.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paschima.runtime.config.Env;

/**
 * What the dashboard is told: who issues tokens, and where the other services are.
 *
 * @param issuer empty when nobody can sign in
 * @param session the address of session-service, without a slash at the end; empty for the page's own origin
 * @param notifications the same of notify-service
 * @param emergencyNumber what the care card says to call; empty for none
 */
public record DashboardConfig(
        Optional<URI> issuer, String clientId, String session, String notifications, String emergencyNumber) {

    private static final Pattern PHONE_NUMBER = Pattern.compile("|\\+?[0-9][0-9 ]{1,14}");

    public static DashboardConfig from(Env env) {
        var issuer = env.optionalUri(
                "DASHBOARD_ISSUER", "the token issuer that the page at / signs in with; without it nobody can");
        issuer.filter(each -> !isWeb(each))
                .ifPresent(_ -> env.problem("DASHBOARD_ISSUER", "must be an http or https address"));
        var number = env.string("EMERGENCY_NUMBER", "", "what the page's care card says to call; empty for none");
        if (!PHONE_NUMBER.matcher(number).matches()) {
            env.problem("EMERGENCY_NUMBER", "must be a telephone number, as 112 or +49 112");
        }
        return new DashboardConfig(
                issuer,
                env.string("DASHBOARD_CLIENT_ID", "paschima-dashboard", "the page's name at the token issuer"),
                service(env, "DASHBOARD_SESSION_URL", "session-service"),
                service(env, "DASHBOARD_NOTIFY_URL", "notify-service"),
                number);
    }

    private static String service(Env env, String name, String service) {
        var address = env.optionalUri(
                name, "where browsers reach " + service + "; without it at the address that the page comes from");
        address.filter(each -> !isWeb(each)).ifPresent(_ -> env.problem(name, "must be an http or https address"));
        return address.map(URI::toString)
                .map(text -> text.replaceAll("/+$", ""))
                .orElse("");
    }

    private static boolean isWeb(URI address) {
        return address.getHost() != null && List.of("http", "https").contains(address.getScheme());
    }

    /** The origins that the page may talk to, beside its own. */
    List<String> origins() {
        var origins = new ArrayList<String>();
        issuer.map(DashboardConfig::origin).ifPresent(origins::add);
        for (var service : List.of(session, notifications)) {
            if (!service.isEmpty()) {
                origins.add(origin(URI.create(service)));
            }
        }
        return origins.stream().distinct().toList();
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
