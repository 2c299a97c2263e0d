package org.paschima.notify.http;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.FoldedPositions;
import org.paschima.runtime.Blocking;
import org.paschima.runtime.OverloadedException;
import org.paschima.runtime.http.Answer;
import org.paschima.runtime.http.Call;
import org.paschima.runtime.http.Problem;
import org.paschima.runtime.http.ProblemException;
import org.paschima.runtime.http.ProblemType;
import org.paschima.runtime.log.LogPartition;
import org.paschima.runtime.log.LogUnavailableException;
import org.paschima.runtime.log.StoreUnavailableException;

/** What all reads share: whose, off the event loop, as of which position, and not before the one asked for (api §1). */
final class Reads {

    private static final Pattern AS_OF = Pattern.compile("(\\d{1,9}):(-?\\d{1,18})");
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
    private static final int MOST_WAIT_SECONDS = 30;

    private final Blocking blocking;
    private final FoldedPositions positions;
    private final Function<MemberId, LogPartition> partitionOf;

    Reads(Blocking blocking, FoldedPositions positions, Function<MemberId, LogPartition> partitionOf) {
        this.blocking = blocking;
        this.positions = positions;
        this.partitionOf = partitionOf;
    }

    /** What a read does once the position asked for is folded; {@code asOf} was read before anything else. */
    @FunctionalInterface
    interface Reading {
        Answer read(MemberId member, String asOf) throws Exception;
    }

    static MemberId member(Call call) {
        return new MemberId(call.caller().tenant(), call.member());
    }

    Future<Answer> read(Call call, Reading reading) {
        var member = member(call);
        var partition = partitionOf.apply(member);
        var least = minAsOf(call, partition);
        var wait = least.isPresent() ? wait(call) : Duration.ZERO;
        return call(() -> {
            if (least.isPresent() && !positions.await(partition, least.getAsLong(), wait)) {
                throw Problem.of(ProblemType.NOT_YET, "minAsOf is not folded yet")
                        .asException();
            }
            return reading.read(member, asOf(partition, positions.read(partition)));
        });
    }

    /** Runs what blocks; an outage becomes its problem. */
    <T> Future<T> call(Callable<T> work) {
        return blocking.call(work).recover(failure -> Future.failedFuture(problem(failure)));
    }

    static Throwable problem(Throwable failure) {
        return switch (failure) {
            case ProblemException known -> known;
            case StoreUnavailableException _, OverloadedException _ ->
                Problem.of(ProblemType.STORE_UNAVAILABLE, "the store cannot be reached now")
                        .asException();
            case LogUnavailableException _ ->
                Problem.of(ProblemType.LOG_UNAVAILABLE, "the log cannot be reached now")
                        .asException();
            default -> failure;
        };
    }

    /** Up to which record the partition is folded. */
    static String asOf(LogPartition partition, long next) {
        return partition.partition() + ":" + (next - 1);
    }

    /** The position that must be folded: one past the record that {@code minAsOf} names. */
    static OptionalLong minAsOf(Call call, LogPartition partition) {
        var given = call.query("minAsOf");
        if (given.isEmpty()) {
            return OptionalLong.empty();
        }
        var parts = AS_OF.matcher(given.get());
        if (!parts.matches() || Integer.parseInt(parts.group(1)) != partition.partition()) {
            throw invalid("minAsOf", "FORMAT", "minAsOf must be an asOf that was answered for this member");
        }
        return OptionalLong.of(Long.parseLong(parts.group(2)) + 1);
    }

    static Duration wait(Call call) {
        return call.query("wait").isEmpty()
                ? DEFAULT_WAIT
                : Duration.ofSeconds(integer(call, "wait", 0, 0, MOST_WAIT_SECONDS));
    }

    static int integer(Call call, String name, int fallback, int least, int most) {
        var given = call.query(name);
        if (given.isEmpty()) {
            return fallback;
        }
        try {
            int value = Integer.parseInt(given.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            throw invalid(name, "TYPE", name + " must be a whole number");
        }
        throw invalid(name, "RANGE", name + " must be " + least + " to " + most);
    }

    static ProblemException invalid(String parameter, String code, String detail) {
        return Problem.validation(java.util.List.of(Problem.Fault.parameter(parameter, code, detail)))
                .asException();
    }

    static ProblemException notFound() {
        return Problem.of(ProblemType.NOT_FOUND, "there is nothing with this id")
                .asException();
    }
}
