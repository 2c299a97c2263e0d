package org.paschima.runtime.zone;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled time zone as rules of java.time.
 *
 * <p>A file says of a local time whether it is summer time, and not what standard time is meanwhile: that is the last one
 * before. So {@code getStandardOffset} of a zone may differ from the JDK's (Europe/Dublin, whose winter is the exception);
 * the offset, which is all that a local time depends on, does not.
 */
final class CompiledZone {

    /** Some compilers begin with a transition at the beginning of the universe, which no date of Java reaches. */
    private static final long BEGINNING = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

    private static final int RULES_ALONE_FROM = 1900;

    /** A rule that java.time cannot say is said year by year up to here. */
    private static final int LAST_YEAR = 2500;

    private final TzifFile file;
    private final @Nullable PosixTz goingOn;

    /** What a file says; throws {@link IllegalArgumentException} when it contradicts itself. */
    CompiledZone(TzifFile file) {
        this.file = file;
        this.goingOn = file.footer().isEmpty() ? null : PosixTz.parse(file.footer());
        var last = file.size() == 0 ? file.localTypes().getFirst() : file.after(file.size() - 1);
        boolean mayDiffer =
                file.size() == 0 && goingOn != null && goingOn.summer().isPresent();
        long at = file.size() == 0 ? 0 : Math.max(BEGINNING, file.at(file.size() - 1));
        if (goingOn != null && !mayDiffer && goingOn.offsetAt(at) != last.offset()) {
            throw new IllegalArgumentException("contradicts itself about the time after its last transition");
        }
    }

    ZoneRules rules() {
        return new Making(first(), firstStandard()).rules();
    }

    private ZoneOffset first() {
        return ZoneOffset.ofTotalSeconds(file.localTypes().getFirst().offset());
    }

    private ZoneOffset firstStandard() {
        return file.localTypes().stream()
                .filter(type -> !type.isSummer())
                .findFirst()
                .map(type -> ZoneOffset.ofTotalSeconds(type.offset()))
                .filter(_ -> file.localTypes().getFirst().isSummer())
                .orElse(first());
    }

    /** The making of the rules, transition by transition. */
    private final class Making {

        private final List<ZoneOffsetTransition> standards = new ArrayList<>();
        private final List<ZoneOffsetTransition> walls = new ArrayList<>();
        private ZoneOffset standard;
        private ZoneOffset wall;

        Making(ZoneOffset wall, ZoneOffset standard) {
            this.wall = wall;
            this.standard = standard;
        }

        ZoneRules rules() {
            int next = 0;
            while (next < file.size() && file.at(next) < BEGINNING) {
                var type = file.after(next);
                wall = ZoneOffset.ofTotalSeconds(type.offset());
                standard = type.isSummer() ? standard : wall;
                next++;
            }
            var baseStandard = standard;
            var baseWall = wall;
            for (; next < file.size(); next++) {
                change(
                        file.at(next),
                        file.after(next).offset(),
                        file.after(next).isSummer());
            }
            var rules =
                    goingOn == null || goingOn.summer().isEmpty() ? List.<ZoneOffsetTransitionRule>of() : goOn(goingOn);
            return ZoneRules.of(baseStandard, baseWall, standards, walls, rules);
        }

        private void change(long at, int offset, boolean isSummer) {
            var after = ZoneOffset.ofTotalSeconds(offset);
            if (!isSummer && !after.equals(standard)) {
                standards.add(transition(at, standard, after));
                standard = after;
            }
            if (!after.equals(wall)) {
                walls.add(transition(at, wall, after));
                wall = after;
            }
        }

        /** What comes after the last transition of the file. */
        private List<ZoneOffsetTransitionRule> goOn(PosixTz tz) {
            var rules = lastRules(tz);
            long last = file.size() == 0 ? Long.MIN_VALUE : file.at(file.size() - 1);
            int year = file.size() == 0
                    ? RULES_ALONE_FROM
                    : Math.max(
                            RULES_ALONE_FROM,
                            LocalDateTime.ofEpochSecond(last, 0, wall).getYear() - 1);
            // The rules of java.time take over after a whole year of them: in the year of a change to them they would
            // be wrong.
            int until = rules.isEmpty() ? LAST_YEAR : year + 3;
            for (; year <= until; year++) {
                long start = tz.startIn(year);
                long end = tz.endIn(year);
                changeAfter(last, Math.min(start, end), tz, start < end);
                changeAfter(last, Math.max(start, end), tz, start >= end);
            }
            return rules;
        }

        private void changeAfter(long last, long at, PosixTz tz, boolean isStart) {
            if (at > last) {
                change(at, isStart ? tz.summer().orElseThrow().offset() : tz.standard(), isStart);
            }
        }
    }

    private static ZoneOffsetTransition transition(long at, ZoneOffset before, ZoneOffset after) {
        return ZoneOffsetTransition.of(LocalDateTime.ofEpochSecond(at, 0, before), before, after);
    }

    /** In the order of the year, as java.time takes them; none when one of them cannot be said. */
    private static List<ZoneOffsetTransitionRule> lastRules(PosixTz tz) {
        var summer = tz.summer().orElseThrow();
        var standard = ZoneOffset.ofTotalSeconds(tz.standard());
        var other = ZoneOffset.ofTotalSeconds(summer.offset());
        Optional<ZoneOffsetTransitionRule> start = summer.start().rule(standard, standard, other);
        Optional<ZoneOffsetTransitionRule> end = summer.end().rule(standard, other, standard);
        if (start.isEmpty() || end.isEmpty()) {
            return List.of();
        }
        var rules = new ArrayList<>(List.of(start.get(), end.get()));
        rules.sort(Comparator.comparing(rule -> rule.createTransition(2001).getInstant()));
        return rules;
    }
}
