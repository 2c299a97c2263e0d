package org.paschima.notify.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeEvent.WithdrawalReason;
import org.paschima.contract.NudgeFate.Fate;

/**
 * All that is known of what became of a nudge, from which its state follows (docs/adr/0063).
 *
 * <p>The same for any order and repetition of what becomes known: of each thing the earliest time counts, of two answers
 * the stronger, and an answer, however late, more than that the nudge was withdrawn or ran out.
 *
 * @param planned the moment of its decision point
 * @param sent since when it is in the nudge log
 * @param validUntil when it is over if nothing else happens
 * @param delivered when each channel that acknowledges had it, by the label of the channel
 * @param reported when each answer was given, as the member's device tells it
 * @param withdrawn that it was taken back; null if it was not
 */
public record NudgeLife(
        String nudgeId,
        Instant planned,
        Instant sent,
        Instant validUntil,
        SortedMap<String, Instant> delivered,
        Map<Fate, Instant> reported,
        Happened.@Nullable Withdrawn withdrawn) {

    private static final Comparator<Happened.Withdrawn> EARLIEST =
            Comparator.comparing(Happened.Withdrawn::at).thenComparing(Happened.Withdrawn::reason);

    public NudgeLife {
        delivered = Collections.unmodifiableSortedMap(new TreeMap<>(delivered));
        reported = Map.copyOf(reported);
    }

    /** Something that becomes known of a nudge after it was sent, sooner or later, once or more often. */
    public sealed interface Happened {

        /** A channel had it. */
        record Delivered(String channel, Instant at) implements Happened {}

        /** The member's device told it. */
        record Reported(Fate fate, Instant at) implements Happened {}

        /** The service took it back. */
        record Withdrawn(WithdrawalReason reason, Instant at) implements Happened {}
    }

    /** Of which nothing is known but that it was sent. */
    public static NudgeLife sent(String nudgeId, Instant planned, Instant sent, Instant validUntil) {
        return new NudgeLife(nudgeId, planned, sent, validUntil, Collections.emptySortedMap(), Map.of(), null);
    }

    /** Of the nudge that a decision brings, if it brings one. */
    public static String idOf(String decisionId) {
        return "n-" + decisionId.substring("d-".length());
    }

    public NudgeLife and(Happened happened) {
        return switch (happened) {
            case Happened.Delivered(var channel, var at) -> {
                var all = new TreeMap<>(delivered);
                all.merge(channel, at, NudgeLife::earlier);
                yield new NudgeLife(nudgeId, planned, sent, validUntil, all, reported, withdrawn);
            }
            case Happened.Reported(var fate, var at) -> {
                var all = new EnumMap<Fate, Instant>(Fate.class);
                all.putAll(reported);
                all.merge(fate, at, NudgeLife::earlier);
                yield new NudgeLife(nudgeId, planned, sent, validUntil, delivered, all, withdrawn);
            }
            case Happened.Withdrawn taken ->
                new NudgeLife(
                        nudgeId,
                        planned,
                        sent,
                        validUntil,
                        delivered,
                        reported,
                        withdrawn == null || EARLIEST.compare(taken, withdrawn) < 0 ? taken : withdrawn);
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** What it is at a time. */
    public NudgeState state(Instant now) {
        var open = open();
        var answered = answer(open, Fate.ACTED, Fate.SNOOZED, Fate.DISMISSED);
        return answered == null ? unanswered(open, now) : answered;
    }

    private NudgeState.Open open() {
        var inTheLog = new NudgeState.Planned(planned).sent(sent);
        var arrived = new TreeMap<String, Instant>();
        delivered.forEach((channel, at) -> arrived.put(channel, notBeforeItWasSent(at)));
        var unopened = arrived.isEmpty() ? inTheLog : inTheLog.delivered(arrived);
        var opened = reported.get(Fate.OPENED);
        return opened == null ? unopened : unopened.opened(notBeforeItWasSent(opened));
    }

    /** By the strongest answer that was given; null without any. */
    private @Nullable NudgeState answer(NudgeState.Open open, Fate... strongestFirst) {
        for (var fate : strongestFirst) {
            var told = reported.get(fate);
            if (told != null) {
                var at = notBeforeItWasSent(told);
                return switch (fate) {
                    case ACTED -> open.acted(at);
                    case SNOOZED -> open.snoozed(at);
                    case DISMISSED -> open.dismissed(at);
                    case OPENED -> open;
                };
            }
        }
        return null;
    }

    private NudgeState unanswered(NudgeState.Open open, Instant now) {
        if (withdrawn != null) {
            return open.withdrawn(withdrawn.at(), withdrawn.reason());
        }
        return now.isBefore(validUntil) ? open : open.expired(validUntil);
    }

    /** A device or an instance whose clock is slow does not make it answered, or delivered, before it was there. */
    private Instant notBeforeItWasSent(Instant told) {
        return told.isBefore(sent) ? sent : told;
    }
}
