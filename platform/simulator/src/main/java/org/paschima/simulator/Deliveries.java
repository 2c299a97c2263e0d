package org.paschima.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.RecordId;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.FactCodec;

/**
 * The facts of one member in the order of their arrival, and which records were treated how (domain.md §6.2, disorder).
 * The settings arrive first.
 *
 * @param duplicated delivered twice, the same
 * @param late delivered more than a day after it happened
 * @param corrected followed by a version with another content
 * @param deleted followed by a deletion
 */
public record Deliveries(
        List<Delivery> inOrder,
        Set<RecordId> duplicated,
        Set<RecordId> late,
        Set<RecordId> corrected,
        Set<RecordId> deleted) {

    private static final double PROMPT_SECONDS = 120;
    private static final Duration DAY = Duration.ofDays(1);
    private static final double LATE_DAYS = 2;
    private static final double AFTERWARDS_DAYS = 1;

    /** One fact as it comes to the log. */
    public record Delivery(Instant arrivedAt, Fact fact) {}

    public Deliveries {
        inOrder = List.copyOf(inOrder);
        duplicated = Set.copyOf(duplicated);
        late = Set.copyOf(late);
        corrected = Set.copyOf(corrected);
        deleted = Set.copyOf(deleted);
    }

    static Deliveries of(SimulatedMember member, Parameters table, RandomGenerator random) {
        var disorder = new Disorder(table, random);
        disorder.settings(member);
        member.records().forEach(disorder::deliver);
        return disorder.result();
    }

    private static final class Disorder {
        private final Parameters table;
        private final RandomGenerator random;
        private final List<Delivery> deliveries = new ArrayList<>();
        private final Set<RecordId> duplicated = new LinkedHashSet<>();
        private final Set<RecordId> late = new LinkedHashSet<>();
        private final Set<RecordId> corrected = new LinkedHashSet<>();
        private final Set<RecordId> deleted = new LinkedHashSet<>();

        Disorder(Parameters table, RandomGenerator random) {
            this.table = table;
            this.random = random;
        }

        void settings(SimulatedMember member) {
            var at = member.records().isEmpty()
                    ? Instant.EPOCH
                    : member.records().getFirst().head().at().toInstant().minus(DAY);
            deliveries.add(new Delivery(at, FactCodec.changed(member.profile())));
            deliveries.add(new Delivery(at, FactCodec.changed(new Consents(true, true, true, false, 1))));
            deliveries.add(new Delivery(at, FactCodec.changed(new Screening(List.of(), 1))));
        }

        void deliver(MemberRecord record) {
            var head = record.head();
            var fact = FactCodec.recorded(record);
            var arrived = over(record).plus(seconds(PROMPT_SECONDS));
            if (Draws.happens(random, table.of(Parameter.DISORDER_LATE))) {
                arrived = arrived.plus(DAY).plus(seconds(LATE_DAYS * DAY.toSeconds()));
                late.add(head.id());
            }
            deliveries.add(new Delivery(arrived, fact));
            if (Draws.happens(random, table.of(Parameter.DISORDER_DUPLICATE))) {
                deliveries.add(new Delivery(arrived.plus(afterwards()), fact));
                duplicated.add(head.id());
            }
            long version = head.version();
            if (Draws.happens(random, table.of(Parameter.DISORDER_CORRECTED))) {
                arrived = arrived.plus(afterwards());
                deliveries.add(new Delivery(arrived, FactCodec.recorded(Corrections.of(record, ++version))));
                corrected.add(head.id());
            }
            if (Draws.happens(random, table.of(Parameter.DISORDER_DELETED))) {
                arrived = arrived.plus(afterwards());
                var at = arrived.atOffset(ZoneOffset.UTC);
                deliveries.add(new Delivery(arrived, FactCodec.deleted(head.id(), ++version, at)));
                deleted.add(head.id());
            }
        }

        private static Instant over(MemberRecord record) {
            var ended = record instanceof MemberRecord.Practice practice ? practice.endedAt() : null;
            return (ended == null ? record.head().at() : ended).toInstant();
        }

        private Duration afterwards() {
            return seconds(AFTERWARDS_DAYS * DAY.toSeconds());
        }

        private Duration seconds(double mean) {
            return Duration.ofSeconds(Math.round(Draws.exponential(random, mean)));
        }

        Deliveries result() {
            deliveries.sort(Comparator.comparing(Delivery::arrivedAt));
            return new Deliveries(deliveries, duplicated, late, corrected, deleted);
        }
    }
}
