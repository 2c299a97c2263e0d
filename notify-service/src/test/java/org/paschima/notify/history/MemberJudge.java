package org.paschima.notify.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeChannel;
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
    private final Set<String> everPutOff = new HashSet<>();
    private Meetings meetings = Meetings.UNKNOWN;
    private @Nullable PutOff putOff;
    private int putOffFacts;
    private long lastSeq;
    private long folded;
    private boolean hasSteps;

    /** Where all was folded and decided last, with the clock running on since; null after it was set back. */
    private @Nullable Instant calmAt;

    private int calmFacts;

    /** A transaction: how far the log was folded, and when its commit was asked for, by the clock and really. */
    record Commit(long folded, Instant at, long real) {}

    /** A decision point that is to be decided where a meeting ends. */
    record PutOff(String key, Meetings.Span by) {}

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

    /** Where the slots are; only of a member who has a profile. */
    ZoneId zoneOfSlots() {
        return life(known(folded)).stays.getLast().zone();
    }

    Optional<Meetings.Span> putOffBy() {
        return Optional.ofNullable(putOff).map(PutOff::by);
    }

    void calendarIs(Meetings known) {
        meetings = known;
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
        if (receipt.trigger() == null) {
            expect(
                    Calendar.comesOn(receipt.localDate(), receipt.slot(), life.plan),
                    "no such slot on that day: " + what);
        } else if (!hasSteps) {
            isBroughtRight(receipt, life, what);
        }
        isWhereTheMemberIs(receipt, life, what);
        var instant = receipt.instant().toInstant();
        expect(!decided.isBefore(instant), "decided before it was due: " + what);
        var moment = isPutOffRight(receipt, covered, life, decided, what);
        expect(
                !instant.isBefore(life.since(receipt.slot())),
                "a decision point of " + instant + ", before it was one at " + life.since(receipt.slot()) + ": "
                        + what);
        answering.catchUp(facts.subList(0, known), nudges);
        answering.ranOut(nudges.values(), decided, life);
        var busy = meetings.holdingAt(decided);
        var against = Reasons.of(
                receipt, life, moment, decided, busy.isPresent(), List.copyOf(nudges.values()), answering, hasSteps);
        busy.filter(span -> mayBePutOff(receipt, covered, life, span))
                .ifPresent(span -> found.accept("not put off to " + span.until() + ": " + what));
        against.differences(receipt).forEach(difference -> found.accept(difference + ": " + what));
        for (var event : issued) {
            new Variety(List.copyOf(nudges.values()), life).differences(event).forEach(found);
            nudges.put(event.nudgeId(), new Sent(event, receipt.zone()));
            isIssuedRight(event, receipt, life, decided);
        }
    }

    /** What posture checks brought is so, and leaves the slots alone. */
    private void isBroughtRight(Receipt receipt, Life life, String what) {
        new Bouts(life).differences(receipt).forEach(each -> found.accept(each + ": " + what));
        var instant = receipt.instant().toInstant();
        var near = instant.minus(HOLDS).plus(Duration.ofMinutes(1));
        expect(
                receipts.values().stream()
                        .filter(other -> !other.equals(receipt))
                        .noneMatch(other -> other.instant().toInstant().isAfter(near)),
                "less than half an hour after another: " + what);
    }

    /** When it is on time: where the meeting ends that it was put off by, if it was. */
    private Instant isPutOffRight(Receipt receipt, List<String> covered, Life life, Instant decided, String what) {
        var instant = receipt.instant().toInstant();
        var put = putOff != null && covered.getLast().equals(putOff.key()) ? putOff.by() : null;
        expect(
                Objects.equals(put, span(receipt.inputs().fields().get("postponedBy"))),
                "put off by " + put + ", and the receipt says otherwise: " + what);
        if (put == null || put.until().isBefore(instant)) {
            return instant;
        }
        // What checks bring may be the next one, too.
        boolean isNextDue =
                comes(life, instant, decided.plusNanos(1)) || new Bouts(life).mayBringSomethingAfter(instant);
        expect(!decided.isBefore(put.until()) || isNextDue || hasSteps, "decided during " + put + ": " + what);
        return put.until();
    }

    private static Meetings.@Nullable Span span(@Nullable Json json) {
        return json instanceof Json.Obj(var ends)
                        && ends.get("from") instanceof Json.Str(var from)
                        && ends.get("until") instanceof Json.Str(var until)
                ? new Meetings.Span(Instant.parse(from), Instant.parse(until))
                : null;
    }

    /** Whether any slot may be due within a span, its begin left out, wherever the member was. */
    private static boolean comes(Life life, Instant from, Instant until) {
        return life.stays.stream().anyMatch(stay -> {
            var zone = stay.zone();
            return Calendar.dateAt(from, zone)
                    .minusDays(2)
                    .datesUntil(Calendar.dateAt(until, zone).plusDays(2))
                    .flatMap(date -> life.plan.slots().stream().map(slot -> Calendar.instantOf(date, slot, zone)))
                    .anyMatch(at -> at.isAfter(from) && at.isBefore(until));
        });
    }

    /** Whether nothing but a meeting stands against a nudge, and nothing at all where that ends. */
    private boolean mayBePutOff(Receipt receipt, List<String> covered, Life life, Meetings.Span by) {
        var then = by.until();
        return receipt.reasons().equals(List.of(Receipt.Reason.IN_A_MEETING))
                && receipt.trigger() == null
                && !hasSteps
                && !everPutOff.contains(covered.getLast())
                && !new Bouts(life).mayBringSomethingAfter(receipt.instant().toInstant())
                && Calendar.dateAt(then, receipt.zone()).equals(receipt.localDate())
                && !comes(life, receipt.instant().toInstant(), then.plusNanos(1))
                && Reasons.of(receipt, life, then, then, false, List.copyOf(nudges.values()), answering, false)
                        .possible()
                        .isEmpty();
    }

    /** What a member's document says after a transaction; whether it is another slot than before. */
    boolean putOff(@Nullable PutOff now, long folded, Instant calledAt) {
        if (Objects.equals(now, putOff)) {
            return false;
        }
        putOff = now;
        putOffFacts = facts.size();
        if (now == null) {
            return false;
        }
        var slot = LocalTime.parse(now.key().substring(now.key().indexOf('|') + 1));
        expect(everPutOff.add(now.key()), "put off a second time: " + now);
        expect(!receipts.containsKey(now.key()), "put off after it was decided: " + now);
        expect(life(known(folded)).plan.slots().contains(slot), "put off is what is no slot: " + now);
        expect(
                meetings.has(now.by(), calledAt)
                        && calledAt.plusMillis(1).isAfter(now.by().from()),
                "put off by what is not known: " + now + " of " + meetings);
        expect(calledAt.minus(PRESENT).isBefore(now.by().until()), "put off into the past: " + now);
        return true;
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
            boolean isBrought =
                    !life.plan.triggers().isOff() && !life.plan.slots().contains(slot);
            expect(
                    isBrought || Calendar.comesOn(date, slot, life.plan),
                    "no such slot on that day, " + key + ": " + what);
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
        var chosen = life.plan.channels();
        expect(
                event.channels().equals(receipt.trigger() == null ? chosen.slots() : chosen.triggers()),
                "it goes elsewhere than " + chosen + ": " + event);
        expect(until.isAfter(from) && !until.isAfter(from.plus(HOLDS)), "it holds too long or not at all: " + event);
        var quiet = Calendar.firstQuiet(from, until, life.plan, life.places(receipt.zone(), decided));
        expect(quiet.isEmpty(), "it holds into quiet hours at " + quiet.orElse(null) + ": " + event);
        var full = from.plus(HOLDS);
        var meeting = meetings.firstWithin(from, full);
        expect(
                meeting.isEmpty() || !meeting.get().from().isBefore(until),
                "it holds into " + meeting.orElse(null) + ": " + event);
        var longest = meeting.map(Meetings.Span::from).orElse(full);
        var next = Calendar.firstQuiet(from, longest, life.plan, life.places(receipt.zone(), decided));
        expect(until.equals(next.orElse(longest)), "it ends early: " + event);
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
            expect(
                    withdrawn.channels().equals(nudge.event.channels()),
                    "taken back elsewhere than it went: " + withdrawn);
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
                var key = point.date() + "|" + point.slot();
                if (!receipts.containsKey(key)
                        && !(putOff != null && putOff.key().equals(key))) {
                    found.accept("no receipt of " + point);
                }
            });
            isBroughtEach(clock);
        }
        isPutOffNoLonger(clock);
        calmAt = clock;
        calmFacts = facts.size();
    }

    /** A stretch that goes on and is long enough has its receipt, unless it gives way to a slot. */
    private void isBroughtEach(Instant clock) {
        var life = now();
        if (hasSteps || !life.agrees()) {
            return;
        }
        new Bouts(life)
                .certain()
                .filter(bout ->
                        !bout.at().isBefore(later(life.since(), life.askedSince).plus(HOLDS)))
                .ifPresent(bout -> {
                    var minute =
                            bout.at().plus(Duration.ofMinutes(1)).minusNanos(1).truncatedTo(ChronoUnit.MINUTES);
                    var zone = life.stays.getLast().zone();
                    var wall = minute.atZone(zone).toLocalDateTime();
                    boolean isOnce = zone.getRules().getValidOffsets(wall).size() == 1;
                    boolean givesWay = life.plan.slots().contains(wall.toLocalTime())
                            || receipts.values().stream()
                                    .anyMatch(each -> each.instant()
                                            .toInstant()
                                            .isAfter(bout.at().minus(HOLDS)));
                    if (isOnce && !givesWay && !minute.isAfter(clock)) {
                        found.accept("no receipt of " + bout);
                    }
                });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** What was put off is decided when its time has come, if nothing was said since that could keep it from being a point. */
    private void isPutOffNoLonger(Instant clock) {
        var put = putOff;
        if (put != null && !hasSteps && facts.size() == putOffFacts && calmAt != null) {
            expect(
                    put.by().until().isAfter(clock) || receipts.containsKey(put.key()),
                    "put off and never decided: " + put);
        }
    }

    void planIsRead(@Nullable Rank rank, long folded) {
        var holds = life(known(folded)).planRank;
        expect(Objects.equals(rank, holds), "the plan that holds is " + holds + ", and " + rank + " is read");
    }

    // --- delivery

    void delivered(List<NudgeEvent> items, boolean isReset, Instant clock) {
        var life = now();
        for (var item : items) {
            var nudge = nudges.get(item.nudgeId());
            expect(isForClients(item), "delivered is what clients are not to have: " + item);
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
                    .filter(nudge -> isForClients(nudge.event))
                    .map(Sent::id)
                    .toList();
            expect(
                    items.stream().map(NudgeEvent::nudgeId).toList().equals(open),
                    "open are " + open + ", and told are " + items);
        }
    }

    private static boolean isForClients(NudgeEvent event) {
        return event.channels().contains(NudgeChannel.CLIENT);
    }

    private void expect(boolean isSo, String otherwise) {
        if (!isSo) {
            found.accept(otherwise);
        }
    }

    /** A decision point that there must be a receipt of. */
    record Point(LocalDate date, LocalTime slot, ZoneId zone, Instant at) {}
}
