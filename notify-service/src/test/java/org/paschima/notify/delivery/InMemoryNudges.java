package org.paschima.notify.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeChannel;
import org.paschima.log.StoreUnavailableException;
import org.paschima.notify.domain.Evolution;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.NudgeHistory;
import org.paschima.notify.domain.NudgeLife;
import org.paschima.notify.domain.NudgeLife.Happened;
import org.paschima.notify.domain.SentNudge;
import org.paschima.notify.domain.Snooze;

/** The nudge log of one member, in memory. */
public final class InMemoryNudges implements NudgeStore {

    private final List<NudgeEntry> entries = new ArrayList<>();
    private final Map<String, List<Happened>> happened = new HashMap<>();
    private MemberState state = MemberState.UNKNOWN;
    private long expired;
    private boolean isAway;

    /** What happens while entries are read. */
    Runnable whileRead = () -> {};

    private @Nullable String lastReceipt;

    public synchronized long issue(Instant at) {
        return issue(at, NudgeChannel.ALL);
    }

    public synchronized long issue(Instant at, Set<NudgeChannel> channels) {
        long seq = entries.size() + 1L;
        entries.add(new NudgeEntry(seq, "n-" + seq, true, 0, at, at.plusSeconds(1800), channels, json(seq)));
        var nudges = new ArrayList<>(state.history().nudges());
        nudges.add(new SentNudge(
                "n-" + seq, seq, LocalDate.EPOCH, at, at.plusSeconds(1800), null, null, false, null, null, channels));
        keep(nudges);
        return seq;
    }

    /** What has numbers up to this one is not kept any more. */
    public synchronized void expire(long upTo) {
        expired = upTo;
    }

    public synchronized void withdraw(long issued, Instant at) {
        long seq = entries.size() + 1L;
        var before = entries.get((int) issued - 1);
        entries.set(
                (int) issued - 1,
                new NudgeEntry(
                        issued,
                        "n-" + issued,
                        true,
                        seq,
                        before.at(),
                        before.validUntil(),
                        before.channels(),
                        before.json()));
        entries.add(new NudgeEntry(seq, "n-" + issued, false, issued, at, Instant.MAX, before.channels(), json(seq)));
        keep(state.history().nudges().stream().filter(n -> n.seq() != issued).toList());
    }

    /** Folds a fact as the owner of its partition would. */
    public synchronized void fold(Fact fact, FactPosition position) {
        state = Evolution.evolve(state, fact, position, position.writtenAt())
                .state()
                .nextRevision();
    }

    private void keep(List<SentNudge> nudges) {
        var before = state.history();
        var history = new NudgeHistory(
                nudges,
                entries.size() + 1L,
                Snooze.NONE,
                before.past(),
                before.patience(),
                before.dismissals(),
                before.pause());
        state = new MemberState(
                state.rev() + 1,
                state.settings(),
                state.standing(),
                state.records(),
                state.reports(),
                history,
                state.learning());
    }

    private static byte[] json(long seq) {
        return ("{\"seq\":" + seq + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** From now on it does not answer. */
    public synchronized void goAway() {
        isAway = true;
    }

    @Override
    public synchronized MemberState member(MemberId member) {
        if (isAway) {
            throw new StoreUnavailableException("away", new IllegalStateException("away"));
        }
        return state;
    }

    @Override
    public synchronized List<NudgeEntry> after(MemberId member, long cursor) {
        whileRead.run();
        return entries.stream()
                .filter(entry -> entry.seq() > Math.max(cursor, expired))
                .toList();
    }

    @Override
    public synchronized List<NudgeEntry> numbered(MemberId member, List<Long> seqs) {
        whileRead.run();
        return entries.stream().filter(entry -> seqs.contains(entry.seq())).toList();
    }

    @Override
    public synchronized boolean hasNudge(MemberId member, String nudgeId) {
        return entries.stream().anyMatch(entry -> ("n-" + entry.seq()).equals(nudgeId));
    }

    /** Something becomes known of a nudge. */
    public synchronized void happened(long seq, Happened what) {
        happened.computeIfAbsent("n-" + seq, _ -> new ArrayList<>()).add(what);
    }

    @Override
    public synchronized Map<String, NudgeLife> lives(MemberId member, Collection<String> nudgeIds) {
        var lives = new HashMap<String, NudgeLife>();
        entries.stream()
                .filter(entry -> entry.issued() && nudgeIds.contains(entry.nudgeId()))
                .forEach(entry -> {
                    var life = NudgeLife.sent(entry.nudgeId(), entry.at(), entry.at(), entry.validUntil());
                    for (var what : happened.getOrDefault(entry.nudgeId(), List.of())) {
                        life = life.and(what);
                    }
                    lives.put(entry.nudgeId(), life);
                });
        return lives;
    }

    @Override
    public Optional<byte[]> receipt(MemberId member, String decisionId) {
        return Optional.empty();
    }

    /** From now on this is the last receipt. */
    public synchronized void decided(String json) {
        lastReceipt = json;
    }

    @Override
    public synchronized Optional<byte[]> lastReceipt(MemberId member) {
        return Optional.ofNullable(lastReceipt).map(json -> json.getBytes(StandardCharsets.UTF_8));
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
