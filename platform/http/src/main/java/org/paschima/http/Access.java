package org.paschima.http;

import org.jspecify.annotations.Nullable;

/** Who may call a route. Every route says it: one that does not is refused when it is registered. */
public sealed interface Access {

    /** Nothing was said yet. */
    record Unsaid() implements Access {}

    /** Anyone, without a token. */
    record Open() implements Access {}

    /** Whoever knows the secret that stands in its path, without a token; counted by the network address it comes from. */
    record SecretPath() implements Access {}

    /** Any valid token. */
    record SignedIn() implements Access {}

    /** A token with this scope. */
    record Scope(String name) implements Access {}

    /** The member's own token only, whatever its scopes; with this scope, if one is named. */
    record OwnTokenOnly(@Nullable String name) implements Access {}

    /** The scope that a token must have, if any. */
    default @Nullable String scope() {
        return switch (this) {
            case Scope(var name) -> name;
            case OwnTokenOnly(var name) -> name;
            case Unsaid _, Open _, SecretPath _, SignedIn _ -> null;
        };
    }

    default boolean needsToken() {
        return switch (this) {
            case Unsaid _, Open _, SecretPath _ -> false;
            case SignedIn _, Scope _, OwnTokenOnly _ -> true;
        };
    }

    default boolean isForOwnTokenOnly() {
        return this instanceof OwnTokenOnly;
    }
}
