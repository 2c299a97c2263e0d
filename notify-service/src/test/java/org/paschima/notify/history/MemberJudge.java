package org.paschima.notify.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgeEvent.WithdrawalReason;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.Rank;
import org.paschima.contract.Receipt;
import org.paschima.contract.json.Json;

/** What must hold of one member. */
final class MemberJudge {

    private static final Duration HOLDS = Duration.ofMinutes(30);
    private static final Duration PRESENT = Duration.ofSeconds(2);

    /** How long ago a fold may have begun that is committed now: the longest stall goes by meanwhile. */
    private static final Duration LONGEST_FOLD = HOLDS.plusMinutes(50);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Consumer<String> found;
    private final List<Told> facts = new ArrayList<>();
    private final Map<Integer, Life> lives = new HashMap<>();
    private final Map<String, Receipt> receipts = new LinkedHashMap<>();
    private final Map<String, Sent> nudges = new LinkedHashMap<>();
    private final Set<String> delivered = new HashSet<>();
    private final Answering answering = new Answering();
    private long lastSeq;
    private long folded;
    private boolean hasSteps;

    /** Where all was folded and decided last, with the clock running on since; null after it was set back. */
    private @Nullable Instant calmAt;

    private int calmFacts;

    /** A transaction: how far the log was folded, and when its commit was asked for, by the clock and really. */
    record Commit(long folded, Instant at, long real) {}

    MemberJudge(String member, Consumer<String> found) {
        this.found = what -> found.accept(what + " (" + member + ")");
    }

    Life now() {
        return life(facts.size());
    }

    private Life life(int known) {
        return lives.computeIfAbsent(known, each -> Life.of(facts.subList(0, each)));
    }

    /** After the facts before an offset of the log. */
    private int known(long offset) {
        int known = facts.size();
        while (known > 0 && facts.get(known - 1).offset >= offset) {
            known--;
        }
        return known;
    }

    List<String> nudgesNewestFirst() {
        return List.copyOf(nudges.keySet()).reversed();
    }

    void hears(Told told) {
        facts.add(told);
    }

    void stepped(Duration by, Instant now) {
        hasSteps = true;
        if (by.isNegative()) {
            calmAt = null;
            facts.forEach(told -> told.earliest = told.earliest.isBefore(now) ? told.earliest : now);
            lives.clear();
        }
    }

    // --- decisions

    /** {@code covered}: the decision points that a receipt is of, by date and slot. */
    void decided(Commit commit, Receipt receipt, List<String> covered, List<NudgeEvent.Issued> issued) {
        int known = known(commit.folded());
        var life = life(known);
        var what = receipt.localDate() + " " + receipt.slot() + " " + receipt.zone();
        for (var key : covered) {
            if (receipts.put(key, receipt) != null) {
                found.accept("two receipts of " + key);
            }
        }
        expect(covered.getLast().equals(receipt.localDate() + "|" + receipt.slot()), "not of its own point: " + what);
        isRun(receipt, covered, life, what);
        var decided = decidedAt(receipt);
        expect(
                issued.size() == (receipt.action() == Receipt.Action.SENT ? 1 : 0),
                "a nudge if and only if SENT: " + what);
        expect(!decided.isAfter(commit.at()), "decided in the future: " + what);
        expect(
                Duration.between(decided, commit.at()).compareTo(PRESENT) <= 0,
                "decided with what was known " + Duration.between(decided, commit.at()) + " before: " + what);
        facts.subList(known, facts.size()).stream()
                .filter(told -> told.acknowledged < commit.real() - PRESENT.toMillis())
                .findFirst()
                .ifPresent(told -> found.accept("decided without " + told.fact + " acknowledged before: " + what));
        expect(life.agrees(), "decided without profile and consent: " + what);
        expect(Calendar.comesOn(receipt.localDate(), receipt.slot(), life.plan), "no such slot on that day: " + what);
        isWhereTheMemberIs(receipt, life, what);
        var instant = receipt.instant().toInstant();
        expect(!decided.isBefore(instant), "decided before it was due: " + what);
        expect(
                !instant.isBefore(life.since(receipt.slot())),
                "a decision point of " + instant + ", before it was one at " + life.since(receipt.slot()) + ": "
                        + what);
        answering.catchUp(facts.subList(0, known), nudges);
        answering.ranOut(nudges.values(), decided, life);
        var against = Reasons.of(receipt, life, decided, List.copyOf(nudges.values()), answering, hasSteps);
        against.differences(receipt).forEach(difference -> found.accept(difference + ": " + what));
        for (var event : issued) {
            new Variety(List.copyOf(nudges.values()), life).differences(event).forEach(found);
            nudges.put(event.nudgeId(), new Sent(event, receipt.zone()));
            isIssuedRight(event, receipt, life, decided);
        }
    }

    /** What one receipt tells of many: each went by, where the member was, and the first and the last are its ends. */
    private void isRun(Receipt receipt, List<String> covered, Life life, String what) {
        var run = receipt.run();
        if (run == null) {
            expect(covered.size() == 1, "several points and no run: " + what);
            return;
        }
        expect(run.slots() == covered.size(), "a run of " + run.slots() + " and " + covered + ": " + what);
        expect(run.until().equals(receipt.instant()), "a run that ends elsewhere: " + what);
        var gone = decidedAt(receipt).minus(HOLDS);
        var first = Instant.MAX;
        var last = Instant.MIN;
        for (var key : covered) {
            var date = LocalDate.parse(key.substring(0, key.indexOf('|')));
            var slot = LocalTime.parse(key.substring(key.indexOf('|') + 1));
            expect(Calendar.comesOn(date, slot, life.plan), "no such slot on that day, " + key + ": " + what);
            var from = last;
            var at = life.stays.stream()
                    .map(stay -> Calendar.instantOf(date, slot, stay.zone()))
                    .filter(instant -> !instant.isBefore(from) && !instant.isBefore(life.since(slot)))
                    .min(Instant::compareTo);
            expect(at.isPresent(), "no point after the one before, " + key + ": " + what);
            last = at.orElse(last);
            first = last.isBefore(first) ? last : first;
        }
        expect(
                !run.until().toInstant().isAfter(run.from().toInstant().plus(Duration.ofDays(400))),
                "too long: " + what);
        expect(!last.isAfter(run.until().toInstant()), "beyond its end: " + what);
        expect(!first.isAfter(run.from().toInstant()), "a run begins at " + first + ": " + what);
        expect(run.until().toInstant().isBefore(gone), "a run up to what had not gone by: " + what);
    }

    private void isIssuedRight(NudgeEvent.Issued event, Receipt receipt, Life life, Instant decided) {
        var from = event.issuedAt().toInstant();
        var until = event.validUntil().toInstant();
        expect(from.equals(decided), "issued at another time than decided: " + event);
        expect(until.isAfter(from) && !until.isAfter(from.plus(HOLDS)), "it holds too long or not at all: " + event);
        var quiet = Calendar.firstQuiet(from, until, life.plan, life.places(receipt.zone(), decided));
        expect(quiet.isEmpty(), "it holds into quiet hours at " + quiet.orElse(null) + ": " + event);
        var full = from.plus(HOLDS);
        var next = Calendar.firstQuiet(from, full, life.plan, life.places(receipt.zone(), decided));
        expect(until.equals(next.orElse(full)), "it ends early: " + event);
    }

    private void isWhereTheMemberIs(Receipt receipt, Life life, String what) {
        var instant = receipt.instant().toInstant();
        var date = receipt.localDate();
        expect(
                instant.equals(Calendar.instantOf(date, receipt.slot(), receipt.zone())),
                "not the instant of its wall time: " + what);
        expect(Calendar.hasDate(date, receipt.zone()), "a date that was left out: " + what);
        boolean isThere = false;
        for (int i = 0; i < life.stays.size(); i++) {
            var stay = life.stays.get(i);
            boolean isBegun = i == 0 || !stay.earliest().isAfter(instant);
            boolean isNotOver = i + 1 == life.stays.size()
                    || instant.isBefore(life.stays.get(i + 1).from());
            isThere |= isBegun
                    && isNotOver
                    && Calendar.dateAt(instant, stay.zone()).equals(date);
        }
        expect(
                isThere || Calendar.isSkipped(date, receipt.slot(), receipt.zone()),
                "not on its date where the member is: " + what);
        expect(
                life.stays.stream().anyMatch(stay -> stay.zone().equals(receipt.zone())),
                "in a zone the member never named: " + what);
    }

    private static Instant decidedAt(Receipt receipt) {
        return receipt.inputs().fields().get("decidedAt") instanceof Json.Str(var text)
                ? Instant.parse(text)
                : Instant.MIN;
    }

    // --- the nudge log

    void logged(Commit commit, NudgeEvent event) {
        expect(event.seq() == lastSeq + 1, "numbers have a gap or come twice: " + event);
        lastSeq = event.seq();
        if (event instanceof NudgeEvent.Withdrawn withdrawn) {
            var nudge = nudges.get(withdrawn.nudgeId());
            if (nudge == null || nudge.isWithdrawn) {
                found.accept("withdrawn is what was not open: " + withdrawn);
                return;
            }
            nudge.isWithdrawn = true;
            // What a later fact of the batch took back was so for a while.
            boolean wasTrue = IntStream.rangeClosed(known(folded), known(commit.folded()))
                    .anyMatch(known -> isTrue(withdrawn.reason(), nudge, life(known), commit.at()));
            expect(wasTrue, "withdrawn for a reason that is none: " + withdrawn);
        }
    }

    private boolean isTrue(WithdrawalReason reason, Sent nudge, Life life, Instant now) {
        return switch (reason) {
            case CARE_HOLD -> life.isOnHold();
            case ANSWERED -> isAnswered(nudge, life);
            case ALREADY_PRACTISED -> isPractised(nudge, life, Duration.ofHours(24));
            case OPTED_OUT -> !life.plan.enabled() || !life.agrees();
            case PAUSED ->
                life.isPausedAt(now.minus(LONGEST_FOLD))
                        || Calendar.firstQuiet(
                                        now.minus(LONGEST_FOLD).isBefore(nudge.issuedAt())
                                                ? nudge.issuedAt()
                                                : now.minus(LONGEST_FOLD),
                                        nudge.validUntil(),
                                        life.plan,
                                        life.places(nudge.zone, now))
                                .isPresent()
                        || isRest(nudge, life)
                        || nudge.issuedAt().isAfter(now);
        };
    }

    private static boolean isAnswered(Sent nudge, Life life) {
        var fate = life.fates.get(nudge.id());
        return fate != null && fate != Fate.OPENED;
    }

    private static boolean isPractised(Sent nudge, Life life, Duration going) {
        var before = Duration.ofMinutes(life.plan.caps().afterPracticeMinutes());
        return life.hasPractised(nudge.issuedAt().minus(before), nudge.validUntil(), going);
    }

    /** On its date, or on the day that it is where the member came to be: over the date line these differ. */
    private static boolean isRest(Sent nudge, Life life) {
        if (life.profile == null) {
            return false;
        }
        var there = nudge.issuedAt().atZone(life.stays.getLast().zone());
        return life.isRestAt(nudge.date(), nudge.event.slot())
                || life.isRestAt(there.toLocalDate(), there.toLocalTime());
    }

    /** Why an open nudge must not be open; empty when it may. */
    private Optional<String> isUnwanted(Sent nudge, Life life, Instant now) {
        if (life.isOnHold()) {
            return Optional.of("a care hold");
        }
        if (isAnswered(nudge, life)) {
            return Optional.of("an answer");
        }
        if (isPractised(nudge, life, Duration.ofHours(1))) {
            return Optional.of("a practice");
        }
        if (!life.plan.enabled() || !life.agrees()) {
            return Optional.of("a refusal");
        }
        if (life.isPausedAt(now)) {
            return Optional.of("a pause");
        }
        if (Calendar.firstQuiet(now, nudge.validUntil(), life.plan, life.places(nudge.zone, now))
                .isPresent()) {
            return Optional.of("quiet hours");
        }
        return nudge.issuedAt().isAfter(now.plus(CLOCKS_DIFFER)) ? Optional.of("the clock") : Optional.empty();
    }

    /** What is open after a commit is not against what was folded; a clock that was set back is believed only later. */
    void committed(Commit commit, Instant clock) {
        folded = commit.folded();
        if (calmAt == null) {
            return;
        }
        var life = life(known(commit.folded()));
        for (var nudge : nudges.values()) {
            if (nudge.isOpenAt(clock) && !nudge.issuedAt().isAfter(clock.plus(CLOCKS_DIFFER))) {
                isUnwanted(nudge, life, clock)
                        .ifPresent(why -> found.accept("left open against " + why + ": " + nudge.event));
            }
        }
    }

    // --- when all is calm

    void settled(Instant clock) {
        var life = now();
        for (var nudge : nudges.values()) {
            if (nudge.isOpenAt(clock)) {
                isUnwanted(nudge, life, clock)
                        .ifPresent(why -> found.accept("still open against " + why + ": " + nudge.event));
            }
        }
        var since = calmAt;
        if (since != null) {
            new Due(facts, this::life, calmFacts, since, clock).points().forEach(point -> {
                if (!receipts.containsKey(point.date() + "|" + point.slot())) {
                    found.accept("no receipt of " + point);
                }
            });
        }
        calmAt = clock;
        calmFacts = facts.size();
    }

    void planIsRead(@Nullable Rank rank, long folded) {
        var holds = life(known(folded)).planRank;
        expect(java.util.Objects.equals(rank, holds), "the plan that holds is " + holds + ", and " + rank + " is read");
    }

    // --- delivery

    void delivered(List<NudgeEvent> items, boolean isReset, Instant clock) {
        var life = now();
        for (var item : items) {
            var nudge = nudges.get(item.nudgeId());
            if (nudge == null) {
                found.accept("delivered is what was never issued: " + item);
            } else if (item instanceof NudgeEvent.Issued issued) {
                expect(nudge.isOpenAt(clock), "delivered is what is over or withdrawn: " + issued);
                isUnwanted(nudge, life, clock)
                        .ifPresent(why -> found.accept("delivered against " + why + ": " + issued));
                expect(delivered.add(item.nudgeId()) || isReset, "delivered twice: " + issued);
            }
        }
        if (isReset) {
            var open = nudges.values().stream()
                    .filter(nudge -> nudge.isOpenAt(clock) && !nudge.issuedAt().isAfter(clock.plus(CLOCKS_DIFFER)))
                    .map(Sent::id)
                    .toList();
            expect(
                    items.stream().map(NudgeEvent::nudgeId).toList().equals(open),
                    "open are " + open + ", and told are " + items);
        }
    }

    private void expect(boolean isSo, String otherwise) {
        if (!isSo) {
            found.accept(otherwise);
        }
    }

    /** A decision point that there must be a receipt of. */
    record Point(LocalDate date, LocalTime slot, ZoneId zone, Instant at) {}
}
