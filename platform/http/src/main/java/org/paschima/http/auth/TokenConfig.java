package org.paschima.http.auth;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.runtime.config.Env;

/** How tokens are checked: whose they must be, and where the issuer's keys are. Exactly one of the two sources is set. */
public record TokenConfig(
        @Nullable URI jwksUrl,
        @Nullable Path jwksFile,
        String issuer,
        String audience,
        String tenantClaim,
        String memberClaim,
        String scopeClaim) {

    public static TokenConfig from(Env env) {
        var url = env.optionalUri("JWKS_URL", "where the token issuer publishes its keys (this or JWKS_FILE)");
        var file = env.readOptional("JWKS_FILE", Path::of, "a file with the token issuer's keys (this or JWKS_URL)");
        if (url.isPresent() == file.isPresent()) {
            env.problem("JWKS_URL", "set either JWKS_URL or JWKS_FILE, to know the keys that tokens are signed with");
        }
        url.filter(each -> !List.of("http", "https").contains(each.getScheme()))
                .ifPresent(_ -> env.problem("JWKS_URL", "must be an http or https address"));
        return new TokenConfig(
                url.orElse(null),
                file.orElse(null),
                env.string("TOKEN_ISSUER", DevelopmentTokens.ISSUER, "the iss that tokens must have"),
                env.string("TOKEN_AUDIENCE", DevelopmentTokens.AUDIENCE, "the aud that tokens must have"),
                env.string("TENANT_CLAIM", "tenant", "the claim that names the tenant"),
                env.string(
                        "MEMBER_CLAIM",
                        "member",
                        "the claim that names the member; without it sub does, where the token tells of a sign-in"),
                env.string("SCOPE_CLAIM", "scope", "the claim that lists the scopes"));
    }

    /** The defaults, with keys from a file. */
    public static TokenConfig withKeysIn(Path jwksFile) {
        return new TokenConfig(
                null, jwksFile, DevelopmentTokens.ISSUER, DevelopmentTokens.AUDIENCE, "tenant", "member", "scope");
    }
}
