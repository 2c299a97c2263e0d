package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.deleted;
import static org.paschima.notify.domain.MemberFixture.practised;
import static org.paschima.notify.domain.MemberFixture.states;
import static org.paschima.notify.domain.MemberFixture.statesWithoutMark;
import static org.paschima.notify.domain.MemberFixture.symptom;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.testkit.Seeds;

/**
 * The hold over random logs: symptoms, statements with and without the mark, corrections, deletions and deliveries again,
 * with claimed times in any order. It is judged after each fact by the log as it stands, read from its beginning.
 */
class CareHistoryTest {

    private static final Set<String> HOLDING = Set.of("fever", "chest-pain", "a-code-of-tomorrow");

    static LongStream seeds() {
        return Seeds.first(150);
    }

    private enum Sort {
        SYMPTOM,
        CHECKED,
        GONE,
        UNMARKED,
        OTHER,
        DELETED
    }

    /** A line of the log as its judge reads it; a greater version of a record wins, and no two are the same. */
    private record Line(String id, long version, Sort sort, String code, Instant at) {
        Fact fact() {
            return switch (sort) {
                case SYMPTOM -> symptom(id, version, code, at);
                case CHECKED -> states(id, version, Statement.CHECKED_BY_PROFESSIONAL, at);
                case GONE -> states(id, version, Statement.GONE_FOR_14_DAYS, at);
                case UNMARKED -> statesWithoutMark(id, version, Statement.CHECKED_BY_PROFESSIONAL, at);
                case OTHER -> practised(id, version, MORNING, Duration.ofMinutes(5));
                case DELETED -> deleted(id, version, at);
            };
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_statement_ends_what_stands_before_it_in_the_log_and_nothing_else(long seed) {
        var random = new Random(seed);
        var member = aMemberAt(MORNING, BERLIN);
        var log = new ArrayList<Line>();
        for (int i = 0; i < 40; i++) {
            var line = !log.isEmpty() && random.nextInt(5) == 0
                    ? log.get(random.nextInt(log.size()))
                    : newLine(random, log);
            log.add(line);
            member.happens(line.fact());

            var because = new TreeSet<String>();
            member.state
                    .careHold()
                    .ifPresent(hold ->
                            hold.because().forEach(s -> because.add(s.record() + " " + s.code() + " " + s.at())));
            assertThat(because).as("after %s", log).isEqualTo(open(log));
        }
    }

    private static Line newLine(Random random, List<Line> log) {
        var version = random.nextLong(1_000_000);
        while (isTaken(version, log)) {
            version++;
        }
        var codes = List.of("fever", "chest-pain", "a-code-of-tomorrow", "headache");
        return new Line(
                "r" + random.nextInt(14),
                version,
                Sort.values()[random.nextInt(Sort.values().length)],
                codes.get(random.nextInt(codes.size())),
                MORNING.minus(Duration.ofDays(random.nextInt(40))));
    }

    private static boolean isTaken(long version, List<Line> log) {
        return log.stream().anyMatch(line -> line.version() == version);
    }

    // --- the judge

    private static Set<String> open(List<Line> log) {
        var open = new TreeSet<String>();
        var read = new HashSet<Line>();
        for (int i = 0; i < log.size(); i++) {
            var line = log.get(i);
            if (line.sort() == Sort.SYMPTOM && read.add(line) && HOLDING.contains(line.code()) && !isEnded(i, log)) {
                open.add("app:" + line.id() + " " + line.code() + " " + line.at());
            }
        }
        return open;
    }

    private static boolean isEnded(int symptom, List<Line> log) {
        for (int j = symptom + 1; j < log.size(); j++) {
            var line = log.get(j);
            if (log.indexOf(line) == j
                    && survives(line, log)
                    && !line.at().isBefore(log.get(symptom).at())
                    && (line.sort() == Sort.CHECKED || (line.sort() == Sort.GONE && isQuietBefore(j, log)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean survives(Line line, List<Line> log) {
        return log.stream()
                .filter(other -> other.id().equals(line.id()))
                .allMatch(other -> other.version() <= line.version());
    }

    private static boolean isQuietBefore(int statement, List<Line> log) {
        var stated = log.get(statement).at();
        for (int i = 0; i < log.size(); i++) {
            var line = log.get(i);
            if (line.sort() == Sort.SYMPTOM) {
                boolean inThe14Days = line.at().isAfter(stated.minus(Duration.ofDays(14)))
                        && !line.at().isAfter(stated);
                boolean claimsToBeLater = line.at().isAfter(stated) && log.indexOf(line) < statement;
                if (inThe14Days || claimsToBeLater) {
                    return false;
                }
            }
        }
        return true;
    }
}
