package org.paschima.insight.domain.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.Rank;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.SymptomTier;

/**
 * Whether a care matter is open (domain.md §5.1): a symptom of the emergency or urgent tier, or of an unknown code, that no
 * statement of the member's own ended. A symptom counts once it was reported, whatever becomes of its report; a statement
 * only while it survives, and it ends what stands before it in the log and what it does not itself claim to come before.
 *
 * <p>What notify-service holds nudges by, told from the same log by a fold of its own. Of few things only is it bounded: of
 * too many symptoms the oldest become one that only a statement ends that would end both.
 *
 * @param symptoms of each tier that opens a matter or of none, oldest first
 * @param statements the surviving ones of the member's own, by record
 */
public record OpenCare(List<Reported> symptoms, SortedMap<String, Said> statements) {

    public static final OpenCare NONE = new OpenCare(List.of(), new TreeMap<>());

    /** For so long nothing may have been reported before {@code gone-for-14-days} is believed. */
    private static final Duration GONE = Duration.ofDays(14);

    private static final int MOST_SYMPTOMS = 40;
    private static final int MOST_STATEMENTS = 50;

    public OpenCare {
        symptoms = List.copyOf(symptoms);
        statements = Collections.unmodifiableSortedMap(new TreeMap<>(statements));
    }

    /**
     * A symptom that was once reported.
     *
     * @param at as the report claims
     * @param offset where it first stood in the log
     */
    public record Reported(String record, String code, Instant at, Rank rank, long offset) {

        /** An unknown code counts as urgent: fail closed. */
        boolean isPressing() {
            return Catalog.v1().tier(code).orElse(SymptomTier.URGENT) != SymptomTier.ROUTINE;
        }

        /** The same write of the same report: delivered or sent again, it is not reported anew. */
        private boolean isSameAs(Reported other) {
            return record.equals(other.record)
                    && code.equals(other.code)
                    && at.equals(other.at)
                    && rank.equals(other.rank);
        }

        private Reported with(Reported older) {
            return new Reported(
                    record, code, at.isAfter(older.at) ? at : older.at, rank, Math.max(offset, older.offset));
        }
    }

    /** A statement of the member's own, and where it first stood in the log. */
    public record Said(Rank rank, Instant at, long offset, Statement statement) {}

    /** A version of a report that came, whether it won or not. */
    public OpenCare reported(SymptomReport report, Rank rank, long offset) {
        var all = new ArrayList<>(symptoms);
        for (var symptom : report.symptoms()) {
            var reported = new Reported(
                    report.head().id().id(), symptom.code(), report.head().at().toInstant(), rank, offset);
            if (all.stream().noneMatch(reported::isSameAs)) {
                all.add(reported);
            }
        }
        return new OpenCare(bounded(all), statements);
    }

    private static List<Reported> bounded(List<Reported> all) {
        var kept = new ArrayList<Reported>();
        for (boolean isPressing : new boolean[] {true, false}) {
            var some = new ArrayList<>(all.stream()
                    .filter(reported -> reported.isPressing() == isPressing)
                    .sorted(Comparator.comparing(Reported::at).thenComparingLong(Reported::offset))
                    .toList());
            while (some.size() > MOST_SYMPTOMS) {
                var oldest = some.removeFirst();
                some.addFirst(some.removeFirst().with(oldest));
            }
            kept.addAll(some);
        }
        return kept;
    }

    /** A version of a record that won; null for its deletion. */
    public OpenCare became(String record, Rank rank, @Nullable MemberRecord version, long offset) {
        var before = statements.get(record);
        if (before != null && !rank.beats(before.rank())) {
            return this;
        }
        var after = new TreeMap<>(statements);
        var said = version instanceof SymptomReport report && report.statedByMember() ? report.statement() : null;
        if (version == null || said == null) {
            after.remove(record);
        } else {
            after.put(record, new Said(rank, version.head().at().toInstant(), offset, said));
            while (after.size() > MOST_STATEMENTS) {
                after.remove(Collections.min(
                                after.entrySet(),
                                Comparator.comparing(entry -> entry.getValue().at()))
                        .getKey());
            }
        }
        return new OpenCare(symptoms, after);
    }

    public boolean isOpen() {
        var believed = statements.values().stream().filter(this::isBelieved).toList();
        return symptoms.stream()
                .filter(Reported::isPressing)
                .anyMatch(symptom -> believed.stream().noneMatch(statement -> ends(statement, symptom)));
    }

    private static boolean ends(Said statement, Reported symptom) {
        return symptom.offset() < statement.offset() && !statement.at().isBefore(symptom.at());
    }

    /** No symptom of any tier in the 14 days before, or after that and before it in the log. */
    private boolean isBelieved(Said said) {
        return said.statement() != Statement.GONE_FOR_14_DAYS
                || symptoms.stream()
                        .noneMatch(symptom -> symptom.at().isAfter(said.at().minus(GONE))
                                && (!symptom.at().isAfter(said.at()) || symptom.offset() < said.offset()));
    }
}
