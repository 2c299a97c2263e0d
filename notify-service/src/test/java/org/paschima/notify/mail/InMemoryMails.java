package org.paschima.notify.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.DueRounds;
import org.paschima.notify.delivery.Held;
import org.paschima.notify.delivery.PathSecret;

/** Addresses in memory; what is held is held until it is settled. */
public final class InMemoryMails implements MailStore {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration HOLDS = Duration.ofMinutes(1);

    private final Map<MemberId, Waits> waiting = new HashMap<>();
    private final Map<MemberId, Begun> begun = new HashMap<>();
    private final Map<String, List<Instant>> counts = new HashMap<>();

    private record Waits(
            Confirmation what,
            List<String> links,
            Instant until,
            @Nullable Instant nextAt,
            String hold) {}

    private record Begun(MailSubscription what, String by, String hold) {}

    private boolean mayAsk(String who, int most, Instant at) {
        var times = counts.computeIfAbsent(who, _ -> new ArrayList<>());
        times.removeIf(time -> !time.isAfter(at.minus(A_DAY)));
        return times.size() < most && times.add(at);
    }

    @Override
    public synchronized Asked ask(Confirmation asked, Bounds bounds) {
        var at = asked.askedAt();
        if (!mayAsk("m " + asked.member().key(), bounds.ofAMember(), at)) {
            return Asked.TOO_OFTEN;
        }
        boolean isSent = mayAsk("a " + asked.address().mailbox(), bounds.toAMailbox(), at);
        waiting.put(asked.member(), new Waits(asked, List.of(), at.plus(Confirming.HOLDS), isSent ? at : null, ""));
        return Asked.KEPT;
    }

    @Override
    public synchronized Optional<MailSubscription> of(MemberId member) {
        return Optional.ofNullable(begun.get(member)).map(Begun::what);
    }

    @Override
    public synchronized Optional<Confirmation> unconfirmed(MemberId member, Instant now) {
        return Optional.ofNullable(waiting.get(member))
                .filter(each -> each.until().isAfter(now))
                .map(Waits::what);
    }

    @Override
    public synchronized boolean change(MemberId member, List<LocalTime> hours, Instant nextAt) {
        return begun.computeIfPresent(member, (_, each) -> {
                    var was = each.what();
                    var state = was.state();
                    return new Begun(
                            new MailSubscription(
                                    member,
                                    was.id(),
                                    was.address(),
                                    hours,
                                    was.stop(),
                                    was.confirmedAt(),
                                    new MailSubscription.State(
                                            state.seq(),
                                            state.window(),
                                            state.attempts(),
                                            state.refusals(),
                                            nextAt,
                                            state.ended())),
                            each.by(),
                            each.hold());
                })
                != null;
    }

    @Override
    public synchronized boolean remove(MemberId member) {
        boolean hasWaited = waiting.remove(member) != null;
        return begun.remove(member) != null || hasWaited;
    }

    @Override
    public synchronized Optional<Confirmation> confirmedBy(String digest, Instant now) {
        return waiting.values().stream()
                .filter(each -> each.links().contains(digest) && each.until().isAfter(now))
                .map(Waits::what)
                .findFirst();
    }

    @Override
    public synchronized boolean begin(String digest, MailSubscription what) {
        var waits = waiting.get(what.member());
        if (waits == null || !waits.links().contains(digest)) {
            return false;
        }
        waiting.remove(what.member());
        begun.put(what.member(), new Begun(what, digest, ""));
        return true;
    }

    @Override
    public synchronized boolean hasBegun(String digest) {
        return begun.values().stream()
                .anyMatch(each -> each.by().equals(digest) && each.what().isOn());
    }

    @Override
    public synchronized boolean stop(String digest, Instant now) {
        for (var each : begun.entrySet()) {
            var was = each.getValue();
            if (new PathSecret(was.what().stop()).digest().equals(digest)) {
                if (was.what().isOn()) {
                    var ended = new MailSubscription.Ended(now, MailSubscription.Why.UNSUBSCRIBED);
                    each.setValue(new Begun(with(was.what(), ended), was.by(), ""));
                }
                return true;
            }
        }
        return false;
    }

    private static MailSubscription with(MailSubscription was, MailSubscription.@Nullable Ended ended) {
        var state = was.state();
        return with(
                was,
                new MailSubscription.State(
                        state.seq(), state.window(), state.attempts(), state.refusals(), state.nextAt(), ended));
    }

    private static MailSubscription with(MailSubscription was, MailSubscription.State state) {
        return new MailSubscription(
                was.member(), was.id(), was.address(), was.hours(), was.stop(), was.confirmedAt(), state);
    }

    @Override
    public DueRounds.Due<Confirmation> confirmations() {
        return new DueRounds.Due<>() {
            @Override
            public List<String> studios(Instant now) {
                synchronized (InMemoryMails.this) {
                    return waiting.values().stream()
                            .filter(each -> isDue(each, now))
                            .map(each -> each.what().member().tenant())
                            .distinct()
                            .toList();
                }
            }

            @Override
            public Optional<Held<Confirmation>> take(String studio, Instant now) {
                synchronized (InMemoryMails.this) {
                    var due = waiting.values().stream()
                            .filter(each -> isDue(each, now)
                                    && each.what().member().tenant().equals(studio))
                            .findFirst();
                    return due.map(each -> {
                        var hold = UUID.randomUUID().toString();
                        waiting.put(
                                each.what().member(),
                                new Waits(each.what(), each.links(), each.until(), each.nextAt(), hold));
                        return new Held<>(each.what(), hold, System.nanoTime() + HOLDS.toNanos());
                    });
                }
            }
        };
    }

    private static boolean isDue(Waits waits, Instant now) {
        return waits.nextAt() != null
                && !waits.nextAt().isAfter(now)
                && waits.hold().isEmpty();
    }

    @Override
    public DueRounds.Due<MailSubscription> digests() {
        return new DueRounds.Due<>() {
            @Override
            public List<String> studios(Instant now) {
                synchronized (InMemoryMails.this) {
                    return begun.values().stream()
                            .filter(each -> isDue(each, now))
                            .map(each -> each.what().member().tenant())
                            .distinct()
                            .toList();
                }
            }

            @Override
            public Optional<Held<MailSubscription>> take(String studio, Instant now) {
                synchronized (InMemoryMails.this) {
                    var due = begun.values().stream()
                            .filter(each -> isDue(each, now)
                                    && each.what().member().tenant().equals(studio))
                            .findFirst();
                    return due.map(each -> {
                        var hold = UUID.randomUUID().toString();
                        begun.put(each.what().member(), new Begun(each.what(), each.by(), hold));
                        return new Held<>(each.what(), hold, System.nanoTime() + HOLDS.toNanos());
                    });
                }
            }
        };
    }

    private static boolean isDue(Begun each, Instant now) {
        return each.what().isOn()
                && !each.what().state().nextAt().isAfter(now)
                && each.hold().isEmpty();
    }

    @Override
    public synchronized boolean addLink(Held<Confirmation> held, String digest, Instant until) {
        var waits = waiting.get(held.what().member());
        if (waits == null || !waits.hold().equals(held.hold())) {
            return false;
        }
        var links = new ArrayList<>(waits.links());
        links.add(digest);
        waiting.put(held.what().member(), new Waits(waits.what(), links, until, waits.nextAt(), waits.hold()));
        return true;
    }

    @Override
    public synchronized void settle(Held<Confirmation> held, int attempts, Optional<Instant> nextAt) {
        waiting.computeIfPresent(held.what().member(), (_, waits) -> {
            var was = waits.what();
            return waits.hold().equals(held.hold())
                    ? new Waits(
                            new Confirmation(was.member(), was.address(), was.hours(), was.askedAt(), attempts),
                            waits.links(),
                            waits.until(),
                            nextAt.orElse(null),
                            "")
                    : waits;
        });
    }

    @Override
    public synchronized void settle(Held<MailSubscription> held, MailSubscription.State state) {
        begun.computeIfPresent(
                held.what().member(),
                (_, each) ->
                        each.hold().equals(held.hold()) ? new Begun(with(each.what(), state), each.by(), "") : each);
    }
}
