package org.paschima.localstack;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A random log of one member about symptoms, with claimed times in any order, and a naive judge of whether a care matter is
 * open: it reads the log from its beginning each time, and shares no code with the services.
 */
final class CareLog {

    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final Set<String> PRESSING = Set.of("fever", "chest-pain", "a-code-of-tomorrow");
    private static final List<String> CODES = List.of("fever", "chest-pain", "a-code-of-tomorrow", "headache");

    enum Sort {
        SYMPTOM,
        CHECKED,
        GONE,
        /** A statement and a symptom in one report. */
        BOTH,
        UNMARKED,
        OTHER,
        DELETED
    }

    /** A line of the log; a greater version of a record wins, and no two are the same. */
    record Line(String id, long version, Sort sort, String code, Instant at) {

        boolean names() {
            return sort == Sort.SYMPTOM || sort == Sort.BOTH;
        }

        boolean states() {
            return sort == Sort.CHECKED || sort == Sort.GONE || sort == Sort.BOTH;
        }

        String claimed() {
            return at.atOffset(ZoneOffset.UTC).toString();
        }
    }

    private final Random random;
    private final List<Line> log = new ArrayList<>();

    CareLog(Random random) {
        this.random = random;
    }

    List<Line> lines() {
        return log;
    }

    Line next() {
        var line = !log.isEmpty() && random.nextInt(5) == 0 ? log.get(random.nextInt(log.size())) : fresh();
        log.add(line);
        return line;
    }

    private Line fresh() {
        long version = random.nextLong(1_000_000);
        while (isTaken(version)) {
            version++;
        }
        return new Line(
                "r" + random.nextInt(12),
                version,
                Sort.values()[random.nextInt(Sort.values().length)],
                CODES.get(random.nextInt(CODES.size())),
                BEGIN.minus(Duration.ofDays(random.nextInt(40))));
    }

    private boolean isTaken(long version) {
        return log.stream().anyMatch(line -> line.version() == version);
    }

    // --- the judge

    boolean isOpen() {
        for (int i = 0; i < log.size(); i++) {
            var line = log.get(i);
            if (line.names() && log.indexOf(line) == i && PRESSING.contains(line.code()) && !isEnded(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isEnded(int symptom) {
        for (int j = symptom + 1; j < log.size(); j++) {
            var line = log.get(j);
            if (line.states()
                    && log.indexOf(line) == j
                    && survives(line)
                    && !line.at().isBefore(log.get(symptom).at())
                    && (line.sort() != Sort.GONE || isQuietBefore(j))) {
                return true;
            }
        }
        return false;
    }

    private boolean survives(Line line) {
        return log.stream()
                .filter(other -> other.id().equals(line.id()))
                .allMatch(other -> other.version() <= line.version());
    }

    private boolean isQuietBefore(int statement) {
        var stated = log.get(statement).at();
        for (var line : log) {
            boolean isInThe14Days = line.at().isAfter(stated.minus(Duration.ofDays(14)))
                    && !line.at().isAfter(stated);
            boolean claimsToBeLater = line.at().isAfter(stated) && log.indexOf(line) < statement;
            if (line.names() && (isInThe14Days || claimsToBeLater)) {
                return false;
            }
        }
        return true;
    }
}
