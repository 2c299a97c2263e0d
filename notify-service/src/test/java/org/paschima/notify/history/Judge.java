package org.paschima.notify.history;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.Rank;
import org.paschima.contract.Receipt;
import org.paschima.contract.codec.Decoded;
import org.paschima.contract.codec.FactCodec;
import org.paschima.log.LogEntry;
import org.paschima.notify.domain.NudgeLife;
import org.paschima.notify.domain.Replay;

/** Hears what was acknowledged, committed and delivered, and says what of it must not have been, or is missing. */
final class Judge {

    private static final Replay REPLAY = new Replay(World.KEY, "test");

    private final List<String> found = new ArrayList<>();
    private final Map<String, MemberJudge> members = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final States states = new States();
    private Instant clock;
    private int folded;

    Judge(History history) {
        clock = history.start();
        for (int member = 0; member < history.members(); member++) {
            var key = World.member(member).key();
            members.put(key, new MemberJudge(key, what -> found.add(key + " at " + clock + ": " + what)));
        }
    }

    boolean hasFound() {
        return !found.isEmpty();
    }

    List<String> found() {
        return List.copyOf(found);
    }

    /** How much there was to judge: a property that is about nothing holds for ever. */
    Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    void counts(String what) {
        count(what);
    }

    void expects(boolean isSo, String otherwise) {
        if (!isSo) {
            found.add(otherwise);
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    // --- for the world: what members would see

    ZoneId zoneOf(int member) {
        var profile = of(member).now().profile;
        return profile == null ? ZoneId.of("UTC") : profile.zone();
    }

    /** Where the member's slots are. */
    ZoneId zoneOfSlots(int member) {
        return of(member).zoneOfSlots();
    }

    /** The meeting that a slot of the member waits for the end of. */
    Optional<Meetings.Span> putOffBy(int member) {
        return of(member).putOffBy();
    }

    List<String> nudgesOf(int member) {
        return of(member).nudgesNewestFirst();
    }

    private MemberJudge of(int member) {
        return Objects.requireNonNull(members.get(World.member(member).key()));
    }

    // --- what happens

    void clockShows(Instant now) {
        clock = now;
    }

    void stepped(Duration by, Instant now) {
        clock = now;
        members.values().forEach(each -> each.stepped(by, now));
    }

    void acknowledged(LogEntry entry, Instant now, long real) {
        clock = now;
        if (FactCodec.decode(entry.key(), entry::header, entry.value()) instanceof Decoded.Known known) {
            var written =
                    Instant.parse(new String(Objects.requireNonNull(entry.header("ce_time")), StandardCharsets.UTF_8));
            member(known.member().key()).hears(new Told(entry.offset(), known.fact(), written, now, real));
            if (known.fact() instanceof Fact.NudgeFateReported(var fate)) {
                states.hears(known.member().key(), fate);
            }
            count("facts");
        } else {
            found.add("the log has an entry that cannot be read");
        }
    }

    private MemberJudge member(String key) {
        return Objects.requireNonNull(members.get(key), key);
    }

    void failed(RuntimeException failure) {
        found.add("the service failed: " + failure);
    }

    /** What can be known of a member's calendar from now on. */
    void calendarIs(int member, Meetings known) {
        of(member).calendarIs(known);
    }

    /** Whether a member's document says that a slot was put off, after a transaction. */
    void putOff(BsonDocument member, Instant calledAt) {
        var stored = member.getDocument("course").get("postponed");
        var put = stored instanceof BsonDocument of
                ? new MemberJudge.PutOff(
                        of.getString("key").getValue(),
                        new Meetings.Span(
                                Instant.parse(of.getString("from").getValue()),
                                Instant.parse(of.getString("until").getValue())))
                : null;
        if (member(member.getString("_id").getValue()).putOff(put, folded, calledAt)) {
            count("put off");
        }
    }

    /** A commit put this into the outbox. */
    void announced(Announced announced) {
        found.addAll(announced.differences());
    }

    /** A transaction took effect: what was folded by then, and what it brought. */
    void committed(
            int folded, List<BsonDocument> receipts, List<BsonDocument> entries, Instant calledAt, long calledReal) {
        if (folded < this.folded) {
            found.add("the position goes back from " + this.folded + " to " + folded);
        }
        this.folded = folded;
        var events = new HashMap<String, List<NudgeEvent>>();
        for (var entry : entries) {
            events.computeIfAbsent(entry.getString("member").getValue(), _ -> new ArrayList<>())
                    .add(event(entry.getBinary("json").getData()));
            count(entry.getBoolean("issued").getValue() ? "nudges" : "withdrawals");
        }
        var commit = new MemberJudge.Commit(folded, calledAt, calledReal);
        for (var document : receipts) {
            var key = document.getString("member").getValue();
            var receipt = receipt(document.getBinary("json").getData());
            var issued = events.getOrDefault(key, List.of()).stream()
                    .filter(event -> event instanceof NudgeEvent.Issued)
                    .map(event -> (NudgeEvent.Issued) event)
                    .filter(event -> event.nudgeId().equals(receipt.nudgeId()))
                    .toList();
            var covered = covered(document);
            member(key).decided(commit, receipt, covered, issued);
            count("receipts");
            receipt.reasons().forEach(reason -> count(reason.name()));
            if (receipt.trigger() != null) {
                count(receipt.trigger().name());
                count(receipt.trigger() + " " + receipt.action());
            }
            var again =
                    REPLAY.of(MemberId.parse(key), document.getBinary("json").getData());
            expects(again.isSame(), "decided again otherwise: " + again.differences() + " of " + receipt);
            if (covered.size() > 1) {
                count("runs");
            }
        }
        events.forEach((key, all) -> all.forEach(event -> member(key).logged(commit, event)));
        members.values().forEach(each -> each.committed(commit, clock));
    }

    private static List<String> covered(BsonDocument document) {
        return document.containsKey("covered")
                ? document.getArray("covered").stream()
                        .map(key -> key.asString().getValue())
                        .toList()
                : List.of(document.getString("localDate").getValue() + "|"
                        + document.getString("slot").getValue());
    }

    /** What is known of all is what is known of each, and what followed is noted of decision points that a draw decided. */
    void learned(List<BsonDocument> ofMembers, List<BsonDocument> ofAll, List<BsonDocument> receipts) {
        for (var name : List.of("points", "practised", "lean", "spread", "gain")) {
            long each = ofMembers.stream()
                    .mapToLong(sums -> sums.getNumber(name).longValue())
                    .sum();
            long all = ofAll.stream()
                    .mapToLong(sums -> sums.getNumber(name).longValue())
                    .sum();
            if (each != all) {
                found.add("the sum of " + name + " is " + all + ", and over members " + each);
            }
        }
        for (var document : receipts) {
            if (document.containsKey("outcome")) {
                count("outcomes");
                if (!receipt(document.getBinary("json").getData()).available()) {
                    found.add("an outcome of what no draw decided");
                }
            }
        }
    }

    /** What became of each nudge of a member is what followed from all that was told of it. */
    void lived(String member, List<BsonDocument> log, Map<String, NudgeLife> lives, Instant now) {
        found.addAll(states.wrong(member, log, lives, now));
        lives.values().forEach(life -> count(life.state(now).word()));
    }

    void settled(Instant now) {
        clock = now;
        members.values().forEach(each -> each.settled(now));
    }

    void planIsRead(int member, @Nullable Rank rank, long folded) {
        of(member).planIsRead(rank, folded);
    }

    void delivered(int member, List<byte[]> items, boolean isReset, Instant now) {
        items.forEach(_ -> count("deliveries"));
        of(member).delivered(items.stream().map(Judge::event).toList(), isReset, now);
    }

    // --- reading

    private static NudgeEvent event(byte[] json) {
        return FactCodec.nudge(json);
    }

    private static Receipt receipt(byte[] json) {
        return FactCodec.receipt(json);
    }
}
