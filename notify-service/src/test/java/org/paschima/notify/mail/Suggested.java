package org.paschima.notify.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.Profile;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.NudgeCodec;
import org.paschima.notify.delivery.NudgeEntry;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.delivery.StoredReceipt;
import org.paschima.notify.domain.Evolution;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.NudgeHistory;
import org.paschima.notify.domain.NudgeLife;
import org.paschima.notify.domain.Snooze;

/** A member's nudge log in memory, as far as digests read it. */
final class Suggested implements NudgeStore {

    private static final Duration HOLDS = Duration.ofMinutes(30);

    private final List<NudgeEntry> entries = new ArrayList<>();
    private MemberState state = MemberState.UNKNOWN;
    private long offset;

    /** Of a member who takes nudges. */
    static Suggested to(ZoneId zone, String language, Instant since) {
        var log = new Suggested();
        log.fold(FactCodec.changed(new Profile(zone, LocalTime.MIDNIGHT, language, null, 1)), since);
        log.fold(FactCodec.changed(new Consents(true, true, false, false, 1)), since);
        return log;
    }

    synchronized void fold(Fact fact, Instant at) {
        state = Evolution.evolve(state, fact, new FactPosition(new LogPosition(0, offset++), at), at)
                .state()
                .nextRevision();
    }

    synchronized long issue(Instant at, String title) {
        return issue(at, title, NudgeChannel.ALL);
    }

    synchronized long issue(Instant at, String title, Set<NudgeChannel> channels) {
        long seq = entries.size() + 1L;
        var utc = OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
        var event = new NudgeEvent.Issued(
                seq,
                "n-" + seq,
                LocalTime.of(10, 30),
                LocalDate.of(2026, 3, 2),
                utc,
                utc.plus(HOLDS),
                new NudgeEvent.Content("mountain-pose", List.of(), 2, "desk", title, "Two minutes."),
                "d-" + seq,
                channels);
        entries.add(new NudgeEntry(seq, "n-" + seq, true, 0, at, at.plus(HOLDS), channels, NudgeCodec.bytes(event)));
        return seq;
    }

    synchronized void withdraw(long issued, Instant at) {
        long seq = entries.size() + 1L;
        var was = entries.get((int) issued - 1);
        entries.set(
                (int) issued - 1,
                new NudgeEntry(
                        issued, was.nudgeId(), true, seq, was.at(), was.validUntil(), was.channels(), was.json()));
        var event = new NudgeEvent.Withdrawn(
                seq, "n-" + issued, NudgeEvent.WithdrawalReason.ALREADY_PRACTISED, null, "0:1", was.channels());
        entries.add(new NudgeEntry(
                seq, "n-" + issued, false, issued, at, Instant.MAX, was.channels(), NudgeCodec.bytes(event)));
    }

    @Override
    public synchronized MemberState member(MemberId member) {
        var before = state.history();
        var history = new NudgeHistory(
                List.of(),
                entries.size() + 1L,
                Snooze.NONE,
                before.past(),
                before.patience(),
                before.dismissals(),
                before.pause());
        return new MemberState(
                state.rev(),
                state.settings(),
                state.standing(),
                state.records(),
                state.reports(),
                history,
                state.learning());
    }

    @Override
    public synchronized List<NudgeEntry> after(MemberId member, long cursor) {
        return entries.stream().filter(entry -> entry.seq() > cursor).toList();
    }

    @Override
    public List<NudgeEntry> numbered(MemberId member, List<Long> seqs) {
        return List.of();
    }

    @Override
    public boolean hasNudge(MemberId member, String nudgeId) {
        return false;
    }

    @Override
    public Map<String, NudgeLife> lives(MemberId member, Collection<String> nudgeIds) {
        return Map.of();
    }

    @Override
    public Optional<byte[]> receipt(MemberId member, String decisionId) {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> lastReceipt(MemberId member) {
        return Optional.empty();
    }

    @Override
    public List<StoredReceipt> receipts(
            MemberId member,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Instant afterAt,
            String afterId,
            int most) {
        return List.of();
    }
}
