package org.paschima.notify.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.codec.NudgeCodec;

/** The nudge log of all members, in memory, over some partitions; and which of its nudges stand. */
public final class InMemoryTopic implements NudgeTopic, Standings {

    private static final int PARTITIONS = 3;

    private final Map<Integer, List<Line>> partitions = new HashMap<>();
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
    private long news;

    /** While it is set it cannot be known what stands. */
    public volatile boolean isHeldBack;

    public InMemoryTopic() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.put(partition, new ArrayList<>());
        }
    }

    public synchronized Line issue(MemberId member, String nudge, long seq, Instant at) {
        return issue(member, nudge, seq, at, NudgeChannel.ALL);
    }

    public synchronized Line issue(MemberId member, String nudge, long seq, Instant at, Set<NudgeChannel> channels) {
        return add(
                member,
                nudge + ":issued",
                at,
                new NudgeEvent.Issued(
                        seq,
                        nudge,
                        LocalTime.of(10, 0),
                        LocalDate.of(2026, 3, 2),
                        at.atOffset(ZoneOffset.UTC),
                        at.plusSeconds(1_800).atOffset(ZoneOffset.UTC),
                        new NudgeEvent.Content("back-body-breath", List.of(), 2, "desk", "A moment", "Two breaths"),
                        "d-" + nudge,
                        channels));
    }

    public synchronized Line withdraw(MemberId member, String nudge, long seq, Instant at) {
        return withdraw(member, nudge, seq, at, NudgeChannel.ALL);
    }

    synchronized Line withdraw(MemberId member, String nudge, long seq, Instant at, Set<NudgeChannel> channels) {
        withdrawn.add(nudge);
        return add(
                member,
                nudge + ":withdrawn",
                at,
                new NudgeEvent.Withdrawn(
                        seq, nudge, NudgeEvent.WithdrawalReason.ALREADY_PRACTISED, null, "0:1", channels));
    }

    private Line add(MemberId member, String id, Instant at, NudgeEvent event) {
        int partition = Math.floorMod(member.key().hashCode(), PARTITIONS);
        var lines = java.util.Objects.requireNonNull(partitions.get(partition));
        var line = new Line(partition, lines.size(), member, id, at, event, NudgeCodec.bytes(event));
        lines.add(line);
        news++;
        notifyAll();
        return line;
    }

    @Override
    public synchronized Slice read(String tenant, Places from, int most) {
        var found = new ArrayList<Line>();
        var next = new HashMap<Integer, Long>();
        partitions.forEach((partition, lines) -> {
            int at = (int) from.of(partition);
            while (at < lines.size() && found.size() < most) {
                if (lines.get(at).member().tenant().equals(tenant)) {
                    found.add(lines.get(at));
                }
                at++;
            }
            next.put(partition, (long) at);
        });
        return new Slice(found, from.with(next));
    }

    @Override
    public synchronized Places ends() {
        return new Places(partitions.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each ->
                (long) each.getValue().size())));
    }

    @Override
    public synchronized Places since(Instant instant) {
        return new Places(partitions.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> each.getValue().stream()
                                .filter(line -> line.at().isBefore(instant))
                                .count())));
    }

    @Override
    public synchronized long news() {
        return news;
    }

    @Override
    public synchronized void await(long seen, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + Math.min(20_000_000, atMost.toNanos());
        while (news == seen && System.nanoTime() < until) {
            wait(5);
        }
    }

    @Override
    public @org.jspecify.annotations.Nullable Set<String> standing(Collection<Line> issued) {
        if (isHeldBack) {
            return null;
        }
        var standing = new HashSet<String>();
        issued.stream()
                .filter(line -> !withdrawn.contains(line.event().nudgeId()))
                .forEach(line -> standing.add(line.id()));
        return standing;
    }
}
