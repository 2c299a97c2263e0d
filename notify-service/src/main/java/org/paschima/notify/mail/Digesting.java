package org.paschima.notify.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.delivery.DueRounds;
import org.paschima.notify.delivery.Held;
import org.paschima.notify.delivery.NudgeEntry;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.domain.DigestWindows;
import org.paschima.notify.domain.DigestWindows.Window;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.mail.MailSubscription.Ended;
import org.paschima.notify.mail.MailSubscription.State;
import org.paschima.notify.mail.MailSubscription.Why;
import org.paschima.notify.webhook.Arrivals;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Sent.Outcome;

/**
 * Sends the digest of a window: what the nudge log says up to then, if that is anything. Only what was over by then is told, and
 * nothing that was withdrawn: it is word of what was, and reminds of nothing.
 */
public final class Digesting implements DueRounds.Work<MailSubscription> {

    /** A mailbox that is not there for so many windows in a row is written to no more. */
    static final int REFUSALS = 3;

    /** What is older is no news, as after a holiday. */
    private static final Duration NEWS = Duration.ofDays(7);

    /** When to look again after a member who has no zone to be told in. */
    private static final Duration LOOK_AGAIN = Duration.ofDays(1);

    private final MailStore store;
    private final NudgeStore nudges;
    private final Letters letters;
    private final Posting posting;
    private final Arrivals arrivals;

    public Digesting(MailStore store, NudgeStore nudges, Letters letters, Posting posting, Arrivals arrivals) {
        this.store = store;
        this.nudges = nudges;
        this.letters = letters;
        this.posting = posting;
        this.arrivals = arrivals;
    }

    /** When a subscription that begins, or whose hours changed, is looked at next. */
    public static Instant first(MemberState member, List<LocalTime> hours, Instant now) {
        return DigestWindows.next(member, hours, now).orElse(now.plus(LOOK_AGAIN));
    }

    @Override
    public void send(Held<MailSubscription> held) throws InterruptedException {
        var subscription = held.what();
        var member = nudges.member(subscription.member());
        var now = posting.clock().instant();
        var next = first(member, subscription.hours(), now);
        var window = DigestWindows.due(
                member, subscription.hours(), subscription.state().window(), now);
        if (window.isEmpty()) {
            store.settle(held, waiting(subscription.state(), next));
            return;
        }
        var news = news(member, subscription, window.get());
        if (news.suggested().isEmpty() || !DigestWindows.mayTell(member, window.get(), now)) {
            // What may not be told now is told next time, unless it is no news by then.
            long seq = news.suggested().isEmpty()
                    ? news.through()
                    : subscription.state().seq();
            store.settle(held, over(window.get(), seq, 0, next));
            return;
        }
        var mail = letters.digest(subscription, window.get(), news.suggested(), member.language(Optional.empty()));
        var sent = posting.send(held, mail);
        if (sent.isPresent()) {
            if (sent.get().outcome() == Outcome.DELIVERED) {
                note(subscription, news.suggested());
            }
            store.settle(held, after(subscription.state(), window.get(), news, sent.get(), next));
        }
    }

    /** Before it is settled: after a crash in between it is sent, and noted, again. */
    private void note(MailSubscription subscription, List<NudgeEvent.Issued> told) {
        arrivals.arrived(
                told.stream()
                        .map(nudge -> new Arrivals.Nudge(subscription.member(), nudge.nudgeId()))
                        .toList(),
                posting.clock().instant());
    }

    private static State waiting(State before, Instant next) {
        return new State(before.seq(), before.window(), 0, before.refusals(), next, null);
    }

    private static State over(Window window, long seq, int refusals, Instant next) {
        return new State(seq, window.key(), 0, refusals, next, null);
    }

    private State after(State before, Window window, News news, Sent sent, Instant next) {
        var now = posting.clock().instant();
        if (sent.outcome() == Outcome.DELIVERED) {
            return over(window, news.through(), 0, next);
        }
        if (sent.outcome() == Outcome.GONE) {
            int refusals = before.refusals() + 1;
            return refusals < REFUSALS
                    ? over(window, before.seq(), refusals, next)
                    : new State(before.seq(), window.key(), 0, refusals, next, new Ended(now, Why.REFUSED));
        }
        int attempts = before.attempts() + 1;
        var again = posting.again(attempts).map(now::plus);
        if (again.isPresent() && !again.get().isAfter(window.instant().plus(DigestWindows.LATE))) {
            return new State(before.seq(), before.window(), attempts, before.refusals(), again.get(), null);
        }
        posting.counts().attempted(Outcome.GIVEN_UP);
        return over(window, before.seq(), before.refusals(), next);
    }

    /**
     * What there is to tell.
     *
     * @param through up to which entry it is all that there is
     */
    private record News(List<NudgeEvent.Issued> suggested, long through) {}

    private News news(MemberState member, MailSubscription subscription, Window window) {
        // A log that was built anew has fewer entries for a while, or is another one.
        long after = Math.min(subscription.state().seq(), member.lastSeq());
        var suggested = new ArrayList<NudgeEvent.Issued>();
        long through = after;
        for (var entry : nudges.after(subscription.member(), after)) {
            if (!isSettled(entry, window.instant())) {
                break;
            }
            through = entry.seq();
            if (isNews(entry, window.instant())
                    && entry.channels().contains(NudgeChannel.EMAIL)
                    && FactCodec.nudge(entry.json()) instanceof NudgeEvent.Issued issued) {
                suggested.add(issued);
            }
        }
        return new News(suggested, through);
    }

    /** Whether nothing becomes of it any more that matters here. */
    private static boolean isSettled(NudgeEntry entry, Instant at) {
        return entry.at().isBefore(at)
                && (!entry.issued()
                        || entry.counterpart() > 0
                        || !entry.validUntil().isAfter(at));
    }

    private static boolean isNews(NudgeEntry entry, Instant at) {
        return entry.issued() && entry.counterpart() == 0 && entry.at().isAfter(at.minus(NEWS));
    }
}
