package org.paschima.insight.http;

import io.vertx.core.Future;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.paschima.contract.Language;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.JsonWriter;
import org.paschima.http.Answer;
import org.paschima.http.Blocking;
import org.paschima.http.Call;
import org.paschima.http.FreshReads;
import org.paschima.http.JsonFields;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.store.Snapshot;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.StoreUnavailableException;

/**
 * What all reads have in common: the parameters are checked first, then the place in the log that {@code minAsOf} names
 * is waited for, then the store is asked, off the event loop.
 */
final class FreshRoute {

    private static final String SCOPE = "insight:read";
    private static final int REVISION_BYTES = 8;
    private static final int DAYS_OF_FEW_YEARS = 2 * 366;

    private final FreshReads freshness;
    private final Blocking blocking;
    private final Slices slices;
    private final ToIntFunction<MemberId> partitionOf;

    FreshRoute(FreshReads freshness, Blocking blocking, Slices slices, ToIntFunction<MemberId> partitionOf) {
        this.freshness = freshness;
        this.blocking = blocking;
        this.slices = slices;
        this.partitionOf = partitionOf;
    }

    /** Reads the parameters of a request, noting faults, and says what to ask the store then. */
    @FunctionalInterface
    interface Question {
        Query of(MemberId member, QueryParameters parameters, Call call);
    }

    /** Asks the store; blocks. */
    @FunctionalInterface
    interface Query {
        Answer answer();

        /** Whether it reads so much, and says so much, that a caller has few of its kind at once. */
        default boolean isLong() {
            return false;
        }

        /** The same about so many days; of more than two years it is long. */
        static Query over(DayRange range, Query query) {
            boolean isLong = ChronoUnit.DAYS.between(range.from(), range.to()) > DAYS_OF_FEW_YEARS;
            return new Query() {
                @Override
                public Answer answer() {
                    return query.answer();
                }

                @Override
                public boolean isLong() {
                    return isLong;
                }
            };
        }
    }

    Route get(String path, Question question) {
        return get(path, SCOPE, question);
    }

    Route get(String path, String scope, Question question) {
        return Route.get(path, call -> answer(question, call)).scope(scope).longLived();
    }

    /** A write that is not on the log, but depends on what is folded; its query writes. */
    Route post(String path, String scope, Question question) {
        return Route.post(path, call -> answer(question, call)).scope(scope).longLived();
    }

    /** Reads the parameters of a request about a whole studio, noting faults, and says what to ask the store then. */
    @FunctionalInterface
    interface StudioQuestion {
        Query of(String tenant, QueryParameters parameters);
    }

    /** A question about the caller's studio; it may wait for a place in the log of any of its members. */
    Route studio(String path, String scope, StudioQuestion question) {
        return Route.get(path, call -> {
                    var parameters = new QueryParameters(call);
                    var fresh = FreshReads.wanted(parameters);
                    var query = question.of(call.caller().tenant(), parameters);
                    parameters.check();
                    return freshness.answer(call, fresh, () -> ask(call, query));
                })
                .scope(scope)
                .longLived();
    }

    /** The same where something must be known first that is not read in a turn at the store, as how far the log is folded. */
    <T> Route studioAfter(String path, String scope, Supplier<Future<T>> first, BiFunction<String, T, Query> question) {
        return Route.get(path, call -> {
                    var parameters = new QueryParameters(call);
                    var fresh = FreshReads.wanted(parameters);
                    parameters.check();
                    return freshness.answer(
                            call,
                            fresh,
                            () -> first.get()
                                    .compose(known -> ask(
                                            call, question.apply(call.caller().tenant(), known)))
                                    .recover(FreshRoute::unavailable));
                })
                .scope(scope)
                .longLived();
    }

    /** A 503 where the store or the log is away. */
    static Future<Answer> unavailable(Throwable failure) {
        return switch (failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure) {
            case StoreUnavailableException _ -> Future.succeededFuture(storeUnavailable());
            case LogUnavailableException _ ->
                Future.succeededFuture(Answer.of(
                        Problem.of(ProblemType.LOG_UNAVAILABLE, "the log does not say where it ends; try again")));
            case Throwable other -> Future.failedFuture(other);
        };
    }

    private static Answer storeUnavailable() {
        return Answer.of(Problem.of(ProblemType.STORE_UNAVAILABLE, "the store does not answer; try again"));
    }

    private Future<Answer> answer(Question question, Call call) {
        var member = call.memberId();
        var parameters = new QueryParameters(call);
        var fresh = FreshReads.wanted(parameters, partitionOf.applyAsInt(member));
        var query = question.of(member, parameters, call);
        parameters.check();
        return freshness.answer(call, fresh, () -> ask(call, query));
    }

    /** Waits for the caller's turn at the store, and for its share of memory; a client who does not wait any longer costs nothing then. */
    private Future<Answer> ask(Call call, Query query) {
        boolean takesGzip = call.takesGzip();
        return blocking.call(
                        call.caller().asker(), () -> slices.inMemory(call, takesGzip, query.isLong(), query::answer))
                .recover(failure -> switch (failure) {
                    case StoreUnavailableException _ -> Future.succeededFuture(storeUnavailable());
                    case CancellationException gone -> Future.succeededFuture(Slices.gone(gone));
                    default -> Future.failedFuture(failure);
                });
    }

    /** A 200 that says of which moment it is. */
    static Answer.Json ok(Snapshot<?> seen, JsonFields fields) {
        return json(200, seen, fields);
    }

    /** A 200 made of more than what was seen; {@code revision} says so. */
    static Answer.Json ok(Snapshot<?> seen, String revision, JsonFields fields) {
        return json(200, seen, revision, fields);
    }

    /** A 200 with sentences, which says in which language they are; in another it is another answer, and has another revision. */
    static Answer.Json said(Language language, Snapshot<?> seen, JsonFields fields) {
        return said(language, seen, Long.toString(seen.revision()), fields);
    }

    static Answer.Json said(Language language, Snapshot<?> seen, String revision, JsonFields fields) {
        return ok(seen, language == Language.EN ? revision : revision + "-" + language.tag(), fields)
                .in(language);
    }

    /** The language of the sentences: what the client asks for, and English where it asks for none that is spoken. */
    static Language language(Call call) {
        return call.language().orElse(Language.EN);
    }

    /**
     * A 200 about a studio. Its members are folded each up to a place of their own, so there is no one position it is as
     * of; its revision is a digest of what it says, and tells nothing more than that.
     */
    static Answer.Json ofStudio(JsonFields fields) {
        var said = JsonWriter.bytes(json -> {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        });
        return Answer.ok(json -> {
            fields.writeTo(json);
            json.writeStringField("revision", digest(said));
        });
    }

    private static String digest(byte[] said) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(said), 0, REVISION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static Answer.Json json(int status, Snapshot<?> seen, JsonFields fields) {
        return json(status, seen, Long.toString(seen.revision()), fields);
    }

    static Answer.Json json(int status, Snapshot<?> seen, String revision, JsonFields fields) {
        return Answer.json(status, json -> {
                    fields.writeTo(json);
                    json.writeStringField("revision", revision);
                })
                .asOf(seen.asOf().text());
    }
}
