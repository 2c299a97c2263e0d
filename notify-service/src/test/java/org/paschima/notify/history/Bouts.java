package org.paschima.notify.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.Position;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Trigger;
import org.paschima.contract.json.Json;

/**
 * What posture checks bring (docs/adr/0066), by all the records that a member has: nothing of them is forgotten here. Where
 * the service may remember less of them, or practices lie between, nothing is asked of it.
 */
record Bouts(Life life) {

    private static final Duration UNOBSERVED = Duration.ofMinutes(30);
    private static final Duration NEAR = Duration.ofMinutes(10);
    private static final Duration WINDOW = Duration.ofHours(4);
    private static final Duration LEAST_OBSERVED = Duration.ofHours(2);
    private static final Duration A_NIGHT = Duration.ofHours(24);
    private static final int REMEMBERED = 30;

    private record Check(Instant at, Position position) {}

    /** Where a stretch is long enough, and since when. */
    record Bout(Instant at, Instant since) {}

    private List<Check> checks() {
        var checks = new ArrayList<Check>();
        for (var version : life.records.values()) {
            if (version.isLookedAt() && version.record() instanceof PostureCheck check && check.position() != null) {
                checks.add(new Check(check.head().at().toInstant(), check.position()));
            }
        }
        checks.sort(Comparator.comparing(Check::at));
        return checks;
    }

    private boolean isPractising(Instant from, Instant until) {
        return life.records.values().stream().anyMatch(version -> {
            if (!(version.record() instanceof Practice practice)) {
                return false;
            }
            var start = practice.head().at().toInstant();
            var end = practice.endedAt() == null
                    ? start.plus(A_NIGHT)
                    : practice.endedAt().toInstant();
            return !start.isAfter(until) && !end.isBefore(from);
        });
    }

    /** What a receipt says of a trigger, and is not so. */
    List<String> differences(Receipt receipt) {
        var differences = new ArrayList<String>();
        if (!(receipt.inputs().fields().get("trigger") instanceof Json.Obj(var seen))
                || !(seen.get("at") instanceof Json.Str(var atText))
                || !(seen.get("since") instanceof Json.Str(var sinceText))
                || !(seen.get("minutes") instanceof Json.Num(var minutes))) {
            return List.of("nothing is said of what was observed");
        }
        var at = Instant.parse(atText);
        var since = Instant.parse(sinceText);
        var wanted = life.plan.triggers();
        var late = Duration.between(at, receipt.instant().toInstant());
        if (late.isNegative() || late.compareTo(Duration.ofMinutes(1)) >= 0) {
            differences.add("it is not of the minute of " + at);
        }
        if (life.plan.slots().contains(receipt.slot())) {
            differences.add("it takes the minute of a slot");
        }
        if (receipt.trigger() == Trigger.LOW_VARIETY) {
            if (!wanted.lowVariety()) {
                differences.add("few changes, asked for " + wanted);
            }
            long changes = seen.get("changes") instanceof Json.Num(var noted) ? (long) noted : 0;
            isLow(at, since, (long) minutes, changes).forEach(differences::add);
            return differences;
        }
        if (wanted.stillMinutes() == null || minutes != wanted.stillMinutes()) {
            differences.add("still for " + minutes + ", asked for " + wanted);
        }
        if (!since.plus(Duration.ofMinutes((long) minutes)).equals(at)) {
            differences.add("not " + minutes + " minutes from " + since + " to " + at);
        }
        var during = checks().stream()
                .filter(check -> !check.at().isBefore(since.plus(NEAR)))
                .toList();
        if (during.isEmpty() || during.getLast().at().isBefore(at)) {
            differences.add("nobody observed it up to " + at);
        }
        if (during.stream().map(Check::position).distinct().count() > 1) {
            differences.add("still since " + since + ", with " + during);
        }
        var last = since.plus(NEAR);
        for (var check : during) {
            if (Duration.between(last, check.at()).compareTo(UNOBSERVED) > 0) {
                differences.add("still since " + since + ", unobserved after " + last);
            }
            last = check.at();
        }
        return differences;
    }

    /**
     * What is not so of few changes in some hours. As the service may remember less than all, it can have observed no more than
     * there was, and seen no more changes.
     */
    private List<String> isLow(Instant at, Instant since, long minutes, long changes) {
        var differences = new ArrayList<String>();
        var checks = checks().stream().filter(check -> !check.at().isAfter(at)).toList();
        if (checks.isEmpty() || !checks.getLast().at().equals(at)) {
            differences.add("nobody checked at " + at);
        }
        if (minutes < LEAST_OBSERVED.toMinutes() || changes * 60 >= minutes) {
            differences.add(changes + " changes in " + minutes + " minutes are not few");
        }
        var from = at.minus(WINDOW);
        if (since.isBefore(from) || since.plus(Duration.ofMinutes(minutes)).isAfter(at)) {
            differences.add(minutes + " minutes from " + since + " to " + at);
        }
        if (isPractising(from, at)) {
            return differences;
        }
        var observed = Duration.ZERO;
        long others = 0;
        for (int i = 1; i < checks.size(); i++) {
            var one = checks.get(i - 1);
            var next = checks.get(i);
            if (next.at().isAfter(from) && Duration.between(one.at(), next.at()).compareTo(UNOBSERVED) <= 0) {
                observed = observed.plus(Duration.between(one.at().isBefore(from) ? from : one.at(), next.at()));
            }
            others += next.at().isAfter(from) && one.position() != next.position() ? 1 : 0;
        }
        if (minutes > observed.toMinutes() || changes > others) {
            differences.add(
                    minutes + " minutes with " + changes + " changes, and there were " + observed + " with " + others);
        }
        return differences;
    }

    /** Whether there may be a decision point of checks after an instant: it is of the time of the last of them at the latest. */
    boolean mayBringSomethingAfter(Instant instant) {
        return !life.plan.triggers().isOff()
                && checks().stream().anyMatch(check -> check.at().isAfter(instant.minus(Duration.ofMinutes(1))));
    }

    /** The stretch that goes on up to the last check, if it is long enough and nothing about it is in doubt. */
    Optional<Bout> certain() {
        var minutes = life.plan.triggers().stillMinutes();
        var checks = checks();
        if (minutes == null) {
            return life.plan.triggers().lowVariety() ? certainlyFew(checks) : Optional.empty();
        }
        if (checks.isEmpty() || checks.getLast().position() == Position.LYING) {
            return Optional.empty();
        }
        int first = checks.size() - 1;
        while (first > 0 && isSame(checks.get(first - 1), checks.get(first))) {
            first--;
        }
        var since = checks.get(first).at();
        var last = checks.getLast().at();
        var at = since.plus(Duration.ofMinutes(minutes));
        boolean isClear = first == 0 || checks.get(first - 1).at().isBefore(since.minus(NEAR));
        boolean isRemembered = checks.stream()
                        .filter(check -> check.at().isAfter(last.minus(A_NIGHT)))
                        .count()
                <= REMEMBERED;
        return !at.isAfter(last)
                        && isClear
                        && isRemembered
                        && !isPractising(since.minus(UNOBSERVED), last.plus(A_NIGHT))
                ? Optional.of(new Bout(at, since))
                : Optional.empty();
    }

    /** Hours without any change, each check remembered, and nothing else within the window. */
    private Optional<Bout> certainlyFew(List<Check> checks) {
        int first = checks.size() - 1;
        if (first < 0 || checks.getLast().position() == Position.LYING) {
            return Optional.empty();
        }
        while (first > 0
                && isSame(checks.get(first - 1), checks.get(first))
                && !checks.get(first).at().isBefore(checks.get(first - 1).at().plus(NEAR))) {
            first--;
        }
        var since = checks.get(first).at();
        var last = checks.getLast().at();
        boolean isClear = first == 0 || checks.get(first - 1).at().isBefore(since.minus(WINDOW));
        return checks.size() - first > REMEMBERED
                        || !isClear
                        || isPractising(since.minus(UNOBSERVED), last.plus(A_NIGHT))
                ? Optional.empty()
                : checks.subList(first, checks.size()).stream()
                        .map(Check::at)
                        .filter(at -> !at.isBefore(since.plus(LEAST_OBSERVED)))
                        .findFirst()
                        .map(at -> new Bout(at, since));
    }

    private static boolean isSame(Check one, Check next) {
        return one.position() == next.position()
                && Duration.between(one.at(), next.at()).compareTo(UNOBSERVED) <= 0;
    }
}
