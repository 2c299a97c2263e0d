package org.paschima.http;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every kind of problem that an answer can name: its status, its title, and what it means in plain words. */
public enum ProblemType {
    MALFORMED(
            400,
            "The request cannot be read",
            "The request is not what the protocol or JSON allows, so nothing of it was used. Correct its form; sending the same again will not help."),
    UNAUTHENTICATED(
            401,
            "A valid token is needed",
            "The request has no bearer token, or one that does not hold: expired, not signed by the issuer, or meant for someone else. Get a new token and send the request again."),
    FORBIDDEN(
            403,
            "Not allowed with this token",
            "The token is valid, but does not allow this: it lacks a scope, or it is another member's affair."),
    NOT_FOUND(
            404, "Not found", "There is nothing here: the path is unknown, or the id does not exist for this tenant."),
    METHOD_NOT_ALLOWED(
            405,
            "Method not allowed",
            "The path exists, but not with this method. The Allow header lists those it has."),
    NOT_ACCEPTABLE(
            406, "No acceptable representation", "The Accept header asks for a type that this path does not produce."),
    CONFLICT(
            409,
            "In conflict with what is there",
            "The request is well formed, but contradicts the present state. Read the state, then decide anew."),
    GONE(410, "Deleted", "It was there and has been deleted."),
    CURSOR_EXPIRED(
            410, "The cursor is too old", "What the cursor points to is no longer kept. Start again without a cursor."),
    PRECONDITION_FAILED(
            412,
            "Changed meanwhile",
            "The If-Match header names another version than the present one. Read again, then decide anew."),
    TOO_LARGE(413, "Too large", "The request is larger than is accepted here. Send less at once."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "Content type not supported", "The body's type or encoding is not one that this path reads."),
    VALIDATION(
            422,
            "Some values are not valid",
            "The request can be read, but some of its values are out of range, missing or unknown. Every one is listed under errors; nothing was stored."),
    UPGRADE_REQUIRED(
            426,
            "This is a WebSocket",
            "The path is spoken to over a WebSocket, and the request asks for none that is spoken here. The Upgrade header says what to ask for."),
    RATE_LIMITED(
            429,
            "Too many requests",
            "More came from one caller or tenant than its share; others are served. The detail says of what; wait as long as Retry-After says."),
    INTERNAL(
            500,
            "Something broke here",
            "The fault is ours. If it was a write, it may or may not have happened: sending the same again is safe, since records have an identity and a version. The traceId helps to find it."),
    LOG_UNAVAILABLE(
            503,
            "The log cannot be reached",
            "The log that every write goes to does not answer, so the write cannot be confirmed. Send the same again after Retry-After."),
    STORE_UNAVAILABLE(
            503,
            "The store cannot be reached",
            "What the answer needs cannot be reached now. Send the same again after Retry-After."),
    OVERLOADED(
            503,
            "Too much at once",
            "All callers together ask for more than can be done at once; the detail says of what. Send the same again after Retry-After."),
    NOT_YET(
            503,
            "Not folded yet",
            "The position asked for with minAsOf is not folded yet. Ask again after Retry-After.");

    private static final Map<String, ProblemType> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(ProblemType::wireName, Function.identity()));

    private final int status;
    private final String title;
    private final String meaning;
    private final String wireName;

    ProblemType(int status, String title, String meaning) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What it means and what to do about it. */
    public String meaning() {
        return meaning;
    }

    /** The last part of the type's address, {@code /problems/<name>}. */
    public String wireName() {
        return wireName;
    }

    static @Nullable ProblemType named(String wireName) {
        return BY_NAME.get(wireName);
    }
}
