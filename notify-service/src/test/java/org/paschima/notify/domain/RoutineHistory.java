package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Method;
import org.paschima.contract.Moment;
import org.paschima.contract.Profile;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.FactCodec;

/**
 * A random log of one member for the rules of domain.md §5.1, tier ROUTINE, and a second judge of them: it reads the whole
 * log from its beginning with loops over its lines, and shares no code with the service.
 */
final class RoutineHistory {

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Pacific/Kiritimati"),
            ZoneId.of("Pacific/Pago_Pago"),
            ZoneId.of("Pacific/Chatham"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("+05:45"));

    private static final Instant BEGIN = Instant.parse("2026-03-20T05:00:00Z");

    enum Sort {
        RATED,
        PRACTISED,
        CHECKED_BACK,
        SYMPTOM,
        STATED,
        DELETED,
        DISMISSED,
        BORN
    }

    /**
     * A line of the log.
     *
     * @param a tension, tension before, the left side, the year of birth, or the offset that is dismissed; by sort
     * @param b pain, tension after, the right side; by sort
     * @param read the clock when it is folded
     */
    record Line(
            Sort sort,
            String id,
            long version,
            Instant at,
            ZoneId zone,
            LocalTime dayStart,
            int a,
            int b,
            String code,
            Instant read) {

        /** The day begins at its own hour: what comes before belongs to the day before. */
        LocalDate date() {
            var wall = at.atZone(zone).toLocalDateTime();
            return wall.toLocalTime().isBefore(dayStart) ? wall.toLocalDate().minusDays(1) : wall.toLocalDate();
        }

        boolean isVersion() {
            return sort != Sort.DISMISSED && sort != Sort.BORN;
        }

        int tension() {
            return switch (sort) {
                case RATED -> a;
                case PRACTISED -> Math.max(a, b);
                default -> -1;
            };
        }

        int pain() {
            return sort == Sort.RATED ? b : -1;
        }

        Fact fact() {
            var utc = at.atOffset(ZoneOffset.UTC);
            var head = new RecordHead(
                    new RecordId("app", isVersion() ? id : "none"), version, utc, zone, dayStart, date());
            return switch (sort) {
                case RATED ->
                    FactCodec.recorded(new TensionReport(
                            head, ratings(a, Side.BOTH), null, ratings(b, Side.BOTH), Moment.ROUTINE));
                case PRACTISED ->
                    FactCodec.recorded(new Practice(
                            head,
                            utc.plusMinutes(10),
                            "mat",
                            Moment.ROUTINE,
                            List.of(new Segment("tadasana", 5, Side.BOTH, null, List.of(), null)),
                            new Ratings(ratings(a, Side.LEFT), null, null),
                            new Ratings(ratings(b, Side.LEFT), null, null),
                            false,
                            List.of(),
                            null));
                case CHECKED_BACK ->
                    FactCodec.recorded(new PostureCheck(
                            head,
                            null,
                            null,
                            null,
                            null,
                            List.of(
                                    new Observation("winging", a, Method.OBSERVER, Side.LEFT, null, null),
                                    new Observation("winging", b, Method.OBSERVER, Side.RIGHT, null, null)),
                            null,
                            List.of(),
                            null));
                case SYMPTOM ->
                    FactCodec.recorded(new SymptomReport(head, List.of(new Symptom(code, null, null, null)), null));
                case STATED -> {
                    var report = new SymptomReport(head, List.of(), Statement.CHECKED_BY_PROFESSIONAL);
                    yield FactCodec.recorded(a > 0 ? report.byMember() : report);
                }
                case DELETED -> FactCodec.deleted(new RecordId("app", id), version, utc);
                case DISMISSED -> new Fact.CareDismissed(utc, a < 0 ? null : new LogPosition(0, a));
                case BORN -> FactCodec.changed(new Profile(zone, LocalTime.MIDNIGHT, "en", a, version));
            };
        }

        private static List<Tension> ratings(int value, Side side) {
            return value < 0 ? List.of() : List.of(new Tension("neck", side, value));
        }
    }

    static Fact consents() {
        return FactCodec.changed(new Consents(true, true, false, false, 1));
    }

    // --- histories

    private final Random random;
    private final List<Line> log = new ArrayList<>();
    private final boolean isDense;
    private final int strength;
    private Instant clock = BEGIN;
    private long version = 1;

    RoutineHistory(Random random) {
        this.random = random;
        this.isDense = random.nextBoolean();
        this.strength = 2 + random.nextInt(4);
    }

    List<Line> log() {
        return log;
    }

    /** The next line: a new record, a correction, a deletion, something sent again, or an answer. */
    Line next() {
        stepClock();
        var line = switch (random.nextInt(20)) {
            case 0, 1 -> log.isEmpty() ? fresh() : again();
            case 2, 3, 4 -> log.isEmpty() ? fresh() : changed();
            case 5 -> {
                int through = random.nextInt(3) == 0 ? -1 : random.nextInt(log.size() + 5);
                yield line(Sort.DISMISSED, "", through, 0, "");
            }
            default -> fresh();
        };
        log.add(line);
        return line;
    }

    /** It goes on, mostly by a day; now and then it is far ahead, and set back. */
    private void stepClock() {
        if (clock.isAfter(BEGIN.plus(Duration.ofDays(300)))) {
            clock = BEGIN.plus(Duration.ofDays(60));
        } else if (random.nextInt(60) == 0) {
            clock = clock.plus(Duration.ofDays(4L + random.nextInt(700)));
        } else {
            clock = clock.plus(isDense ? Duration.ofMinutes(random.nextInt(1_600)) : days(random.nextInt(8)));
        }
    }

    private Duration days(int days) {
        return Duration.ofDays(days).plusMinutes(random.nextInt(600));
    }

    private Line fresh() {
        var id = "r" + log.size();
        return switch (random.nextInt(isDense ? 40 : 14)) {
            case 0 -> {
                int before = random.nextInt(9);
                yield line(Sort.PRACTISED, id, before, before + random.nextInt(1, 3), "");
            }
            case 1 -> line(Sort.CHECKED_BACK, id, random.nextInt(3), random.nextInt(3), "");
            case 2 ->
                line(
                        Sort.SYMPTOM,
                        id,
                        0,
                        0,
                        List.of("finger-tingling", "headache").get(random.nextInt(2)));
            case 3 -> line(Sort.STATED, id, random.nextInt(3), 0, "");
            // Of the age at the first report all edges.
            case 4 ->
                line(
                        Sort.BORN,
                        "",
                        2026 - List.of(19, 20, 21, 40, 54, 55, 56, 57).get(random.nextInt(8)),
                        0,
                        "");
            default -> line(Sort.RATED, id, rating(), rating(), "");
        };
    }

    private int rating() {
        return random.nextInt(6) == 0 ? -1 : Math.min(10, random.nextInt(5) + random.nextInt(strength));
    }

    private Line line(Sort sort, String id, int a, int b, String code) {
        var zone = ZONES.get(random.nextInt(ZONES.size()));
        var dayStart = LocalTime.of(random.nextInt(7), 0);
        return new Line(sort, id, version++, claimed(), zone, dayStart, a, b, code, clock);
    }

    /** Mostly now; late by up to ten weeks, or exactly so long after another that it is at the edge of a rule. */
    private Instant claimed() {
        var at = switch (random.nextInt(8)) {
            case 0 -> clock.minus(days(random.nextInt(70)));
            case 1 -> {
                var other = log.isEmpty()
                        ? clock
                        : log.get(random.nextInt(log.size())).at();
                var edge = Duration.ofDays(List.of(7, 7, 41, 42).get(random.nextInt(4)));
                yield other.plus(edge).plusSeconds(random.nextInt(3) - 1L);
            }
            default -> clock;
        };
        return at.isAfter(clock) ? clock : at;
    }

    private Line again() {
        var old = log.get(random.nextInt(log.size()));
        return new Line(
                old.sort(),
                old.id(),
                old.version(),
                old.at(),
                old.zone(),
                old.dayStart(),
                old.a(),
                old.b(),
                old.code(),
                clock);
    }

    /** A correction or deletion of a record, sometimes with a version that lies before one that is there. */
    private Line changed() {
        var old = log.get(random.nextInt(log.size()));
        if (!old.isVersion()) {
            return fresh();
        }
        var line = random.nextBoolean() ? fresh() : line(Sort.DELETED, old.id(), 0, 0, "");
        if (!line.isVersion()) {
            return line;
        }
        return new Line(
                line.sort(),
                old.id(),
                line.version(),
                line.at(),
                line.zone(),
                line.dayStart(),
                line.a(),
                line.b(),
                line.code(),
                clock);
    }

    // --- the judge

    /** What is to be suggested after the last line, by its clock: reason, code and since when. */
    static Set<String> judged(List<Line> log) {
        var now = log.getLast().read();
        var winner = new HashMap<String, Integer>();
        @Nullable Integer birthYear = null;
        long profile = -1;
        for (int i = 0; i < log.size(); i++) {
            var line = log.get(i);
            if (line.isVersion()) {
                var best = winner.get(line.id());
                if (best == null || line.version() > log.get(best).version()) {
                    winner.put(line.id(), i);
                }
            } else if (line.sort() == Sort.BORN && line.version() > profile) {
                profile = line.version();
                birthYear = line.a();
            }
        }
        int answered = answered(log, winner);
        var all = new TreeMap<Integer, Line>();
        winner.values().forEach(i -> {
            var line = log.get(i);
            // By the clock of that moment the day is nowhere in the world yet.
            boolean isToCome = line.date()
                    .isAfter(now.plus(Duration.ofDays(1))
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate());
            if (line.sort() != Sort.DELETED && !isToCome) {
                all.put(i, line);
            }
        });
        var suggested = new TreeSet<String>();
        strongPain(all, answered, suggested);
        tension(all, answered, suggested);
        marks(all, answered, suggested);
        symptoms(log, answered, suggested);
        if (birthYear != null) {
            firstEpisode(log, all, birthYear, answered, suggested);
        }
        return suggested;
    }

    private static int answered(List<Line> log, Map<String, Integer> winner) {
        int answered = -1;
        for (int i = 0; i < log.size(); i++) {
            var line = log.get(i);
            if (line.sort() == Sort.DISMISSED) {
                answered = Math.max(answered, line.a() < 0 || line.a() > i ? i : line.a());
            }
        }
        for (int i : winner.values()) {
            if (log.get(i).sort() == Sort.STATED && log.get(i).a() > 0) {
                answered = Math.max(answered, i);
            }
        }
        return answered;
    }

    private static boolean isLately(Line line, @Nullable LocalDate lastRated) {
        return lastRated != null && ChronoUnit.DAYS.between(line.date(), lastRated) < 42;
    }

    private static @Nullable LocalDate lastRated(Map<Integer, Line> all) {
        LocalDate last = null;
        for (var line : all.values()) {
            if ((line.tension() >= 0 || line.pain() >= 0)
                    && (last == null || line.date().isAfter(last))) {
                last = line.date();
            }
        }
        return last;
    }

    private static void strongPain(Map<Integer, Line> all, int answered, Set<String> suggested) {
        var lastRated = lastRated(all);
        var strong = new ArrayList<Instant>();
        all.forEach((offset, line) -> {
            if (offset > answered && line.pain() >= 7 && isLately(line, lastRated)) {
                strong.add(line.at());
            }
        });
        Instant last = null;
        for (var end : strong) {
            long within = strong.stream()
                    .filter(at -> !at.isAfter(end) && at.plusSeconds(7 * 86_400).compareTo(end) >= 0)
                    .count();
            if (within >= 3 && (last == null || end.isAfter(last))) {
                last = end;
            }
        }
        if (last != null) {
            suggested.add("STRONG_PAIN_REPEATED " + last);
        }
    }

    private static void tension(Map<Integer, Line> all, int answered, Set<String> suggested) {
        var lastRated = lastRated(all);
        var lines = new ArrayList<Line>();
        all.forEach((offset, line) -> {
            if (offset > answered && line.tension() >= 0 && isLately(line, lastRated)) {
                lines.add(line);
            }
        });
        LocalDate end = null;
        Instant lastHigh = null;
        for (var line : lines) {
            end = end == null || line.date().isAfter(end) ? line.date() : end;
            if (line.tension() >= 5 && (lastHigh == null || line.at().isAfter(lastHigh))) {
                lastHigh = line.at();
            }
        }
        if (end == null) {
            return;
        }
        int reported = 0;
        int high = 0;
        var weeks = new boolean[6];
        for (int day = 0; day < 42; day++) {
            var date = end.minusDays(day);
            if (lines.stream().anyMatch(line -> line.date().equals(date))) {
                reported++;
                weeks[day / 7] = true;
            }
            if (lines.stream().anyMatch(line -> line.date().equals(date) && line.tension() >= 5)) {
                high++;
            }
        }
        boolean inEach = weeks[0] && weeks[1] && weeks[2] && weeks[3] && weeks[4] && weeks[5];
        if (high >= 22 || (inEach && 2 * high > reported)) {
            suggested.add("TENSION_FOR_SIX_WEEKS " + lastHigh);
        }
    }

    private static void marks(Map<Integer, Line> all, int answered, Set<String> suggested) {
        var wings = new TreeSet<Instant>();
        var rises = new ArrayList<Instant>();
        all.forEach((offset, line) -> {
            if (offset > answered && line.sort() == Sort.CHECKED_BACK && (line.a() == 2) != (line.b() == 2)) {
                wings.add(line.at());
            }
            if (offset > answered && line.sort() == Sort.PRACTISED && line.b() >= line.a() + 2) {
                rises.add(line.at());
            }
        });
        if (!wings.isEmpty()) {
            suggested.add("WINGING_ON_ONE_SIDE " + wings.last());
        }
        if (rises.size() >= 2) {
            suggested.add("RISE_AFTER_PRACTICE_TWICE "
                    + rises.stream().max(Instant::compareTo).orElseThrow());
        }
    }

    /** Of every version that ever came: a symptom stays, whatever becomes of its report. */
    private static void symptoms(List<Line> log, int answered, Set<String> suggested) {
        var newest = new TreeMap<String, Instant>();
        for (int i = 0; i < log.size(); i++) {
            var line = log.get(i);
            if (line.sort() == Sort.SYMPTOM && i > answered && firstDelivery(log, i) == i) {
                newest.merge(line.code(), line.at(), (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        newest.forEach((code, at) -> suggested.add("SYMPTOM " + code + " " + at));
    }

    private static int firstDelivery(List<Line> log, int of) {
        for (int i = 0; i < of; i++) {
            if (log.get(i).id().equals(log.get(of).id())
                    && log.get(i).version() == log.get(of).version()) {
                return i;
            }
        }
        return of;
    }

    private static void firstEpisode(
            List<Line> log, Map<Integer, Line> all, int birthYear, int answered, Set<String> suggested) {
        LocalDate first = null;
        int where = -1;
        for (int i = 0; i < log.size(); i++) {
            var line = log.get(i);
            var dates = new ArrayList<LocalDate>();
            if (all.containsKey(i) && (line.pain() > 0 || line.tension() >= 5 || line.sort() == Sort.SYMPTOM)) {
                dates.add(line.date());
            }
            if (line.sort() == Sort.SYMPTOM && firstDelivery(log, i) == i) {
                dates.add(line.at().atOffset(ZoneOffset.UTC).toLocalDate());
            }
            for (var date : dates) {
                if (first == null || date.isBefore(first)) {
                    first = date;
                    where = i;
                }
            }
        }
        if (first == null || where <= answered) {
            return;
        }
        int birthdays = first.getYear() - birthYear;
        // By the year alone, it may have been a birthday less.
        if (birthdays - 1 < 20 || birthdays > 55) {
            suggested.add("FIRST_EPISODE_AT_THIS_AGE " + first + "T00:00:00Z");
        }
    }
}
