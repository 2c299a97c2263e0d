package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.domain.day.Fold;
import org.paschima.insight.domain.day.IndexEntry;
import org.paschima.insight.domain.experiment.OpenCare;
import org.paschima.localstack.CareLog.Line;
import org.paschima.localstack.CareLog.Sort;
import org.paschima.notify.domain.Evolution;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.Ranks;
import org.paschima.testkit.Seeds;

/** notify-service's hold and insight-service's open care matter are told from one log by two folds (domain.md §5.1). */
class CareAgreementTest {

    private static final String MEMBER = "studio/m-1";
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Ranks ranks = new Ranks(new HashMap<>());
    private final Map<String, IndexEntry> index = new HashMap<>();
    private MemberState notify = MemberState.UNKNOWN;
    private OpenCare insight = OpenCare.NONE;

    static LongStream seeds() {
        return Seeds.first(1_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void after_every_line_of_any_log_both_services_and_the_naive_judge_agree_whether_a_care_matter_is_open(long seed) {
        var log = new CareLog(new Random(seed));

        for (int offset = 0; offset < 40; offset++) {
            var fact = fact(log.next());
            notify = Evolution.evolve(
                            MEMBER, notify, fact, new FactPosition(new LogPosition(0, offset), NOW), NOW, ranks)
                    .state();
            insightFolds(fact, offset);

            boolean isOpen = log.isOpen();
            assertThat(notify.careHold().isPresent())
                    .as("notify, line %d of seed %d: %s", offset, seed, log.lines())
                    .isEqualTo(isOpen);
            assertThat(insight.isOpen())
                    .as("insight, line %d of seed %d: %s", offset, seed, log.lines())
                    .isEqualTo(isOpen);
        }
    }

    private void insightFolds(Fact.OfRecord fact, long offset) {
        if (fact instanceof Fact.Recorded(SymptomReport report, var _)) {
            insight = insight.reported(report, fact.rank(), offset);
        }
        var id = fact.id().id();
        Fold.decide(index.get(id), fact, 0, offset).ifPresent(won -> {
            index.put(id, won.entry());
            var entered = won.enters();
            insight = insight.became(id, fact.rank(), entered == null ? null : entered.record(), offset);
        });
    }

    private static Fact.OfRecord fact(Line line) {
        var at = line.at().atOffset(ZoneOffset.UTC);
        var id = new RecordId("app", line.id());
        if (line.sort() == Sort.DELETED) {
            return FactCodec.deleted(id, line.version(), at);
        }
        var head = new RecordHead(id, line.version(), at, ZoneId.of("UTC"), LocalTime.MIDNIGHT, at.toLocalDate());
        if (line.sort() == Sort.OTHER) {
            return FactCodec.recorded(new TensionReport(
                    head, List.of(new Tension("neck", Side.BOTH, 3)), null, List.of(), Moment.ROUTINE));
        }
        var report = new SymptomReport(
                head,
                line.names() ? List.of(new Symptom(line.code(), null, null, null)) : List.of(),
                statement(line.sort()));
        return FactCodec.recorded(line.states() ? report.byMember() : report);
    }

    private static @Nullable Statement statement(Sort sort) {
        return switch (sort) {
            case CHECKED, BOTH, UNMARKED -> Statement.CHECKED_BY_PROFESSIONAL;
            case GONE -> Statement.GONE_FOR_14_DAYS;
            case SYMPTOM, OTHER, DELETED -> null;
        };
    }
}
