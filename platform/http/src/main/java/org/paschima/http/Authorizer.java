package org.paschima.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.http.auth.Caller;
import org.paschima.http.auth.TokenCheck;
import org.paschima.http.auth.TokenVerifier;

/** Decides who may come in: whose token it is, whether it has the scope, and whose member's things it may touch. */
final class Authorizer {
    /** Lets a program act for any member of its tenant. */
    static final String ALL_MEMBERS = "tenant:members";

    private static final String ME = "me";

    private final @Nullable TokenVerifier tokens;

    Authorizer(@Nullable TokenVerifier tokens) {
        this.tokens = tokens;
    }

    /** The caller; the future is complete already when the token is a known one. */
    Future<Caller> identify(HttpServerRequest request, boolean isForWebSocket) {
        if (tokens == null) {
            return Future.failedFuture(new IllegalStateException("there is nobody to check tokens"));
        }
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null && isForWebSocket) {
            header = Upgrading.token(request).map(text -> "Bearer " + text).orElse(null);
        }
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Future.failedFuture(Problem.of(ProblemType.UNAUTHENTICATED, "the request has no bearer token")
                    .withHeader("WWW-Authenticate", "Bearer")
                    .asException());
        }
        var token = header.substring(7).strip();
        var known = tokens.remembered(token);
        if (known.isPresent()) {
            return Future.succeededFuture(known.get());
        }
        return tokens.check(token).map(Authorizer::callerOrProblem);
    }

    private static Caller callerOrProblem(TokenCheck check) {
        return switch (check) {
            case TokenCheck.Accepted(var caller) -> caller;
            case TokenCheck.Refused(var why) ->
                throw Problem.of(ProblemType.UNAUTHENTICATED, why)
                        .withHeader(
                                "WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"" + why + "\"")
                        .asException();
            case TokenCheck.Unknown() ->
                throw Problem.of(ProblemType.STORE_UNAVAILABLE, "the keys that tokens are checked with cannot be read")
                        .asException();
        };
    }

    static void requireScope(Caller caller, @Nullable String scope) {
        if (scope != null && !caller.hasScope(scope)) {
            throw Problem.of(ProblemType.FORBIDDEN, "the token lacks the scope " + scope)
                    .withHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"")
                    .asException();
        }
    }

    /** The member that {@code name}, decoded from the path, stands for, if this caller may touch that member's things. */
    static String member(Caller caller, String name, boolean ownTokenOnly) {
        var own = caller.member();
        if (name.equals(ME)) {
            if (own == null) {
                throw forbidden("this token stands for no member, so there is no me");
            }
            return own;
        }
        if (!MemberId.isMember(name)) {
            var fault = Problem.Fault.parameter(
                    "member", "INVALID", "must be " + MemberId.MEMBER_RULE + ", percent-encoded in a path");
            throw Problem.of(ProblemType.MALFORMED, "the member in the path is not a valid identifier")
                    .with(List.of(fault))
                    .asException();
        }
        if (name.equals(own)) {
            return name;
        }
        if (ownTokenOnly) {
            throw forbidden("only the member's own token may do this");
        }
        if (!caller.hasScope(ALL_MEMBERS)) {
            throw Problem.of(ProblemType.FORBIDDEN, "another member's things need the scope " + ALL_MEMBERS)
                    .withHeader(
                            "WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + ALL_MEMBERS + "\"")
                    .asException();
        }
        return name;
    }

    private static ProblemException forbidden(String detail) {
        return Problem.of(ProblemType.FORBIDDEN, detail).asException();
    }
}
