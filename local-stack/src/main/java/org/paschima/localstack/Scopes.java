package org.paschima.localstack;

import java.util.List;

/** The scopes that development tokens carry unless told otherwise. */
final class Scopes {

    static final List<String> MEMBER =
            List.of("practice:write", "insight:read", "nudge:read", "nudge:write", "settings:read", "settings:write");
    static final List<String> INTEGRATOR = List.of(
            "practice:write",
            "insight:read",
            "nudge:read",
            "nudge:write",
            "settings:read",
            "settings:write",
            "tenant:members");

    /** What a studio's staff may ask about members together. */
    static final String STUDIO = "studio:read";

    /** The studio's webhooks, which are told of the nudges of all members. */
    static final String WEBHOOKS = "tenant:webhooks";

    private Scopes() {}
}
