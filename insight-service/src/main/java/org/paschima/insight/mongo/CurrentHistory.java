package org.paschima.insight.mongo;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.experiment.OpenCare;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberExport;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.MemberSettings;
import org.paschima.insight.store.OneMoment;
import org.paschima.insight.store.RecordFate;
import org.paschima.insight.store.RecordPage;
import org.paschima.insight.store.RecordedDays;
import org.paschima.insight.store.Snapshot;
import org.paschima.store.mongo.MongoStore;

/**
 * Reads each member in the generation that answers for it: the one that readers begin with, or the one that the member's
 * partition was cut over to. A cutover in the middle of an answer is seen by the answer's own snapshot, so the
 * position that readers are told never goes back.
 */
public final class CurrentHistory implements MemberHistory {

    private final Generations generations;
    private final ToIntFunction<MemberId> partitionOf;
    private final Map<String, MongoHistory> histories = new ConcurrentHashMap<>();

    public CurrentHistory(Generations generations, ToIntFunction<MemberId> partitionOf) {
        this.generations = generations;
        this.partitionOf = partitionOf;
    }

    private <T> Snapshot<T> ask(Function<MemberHistory, Snapshot<T>> question) {
        int begun = generations.reading();
        var seen = follow(generations.store(begun), question);
        if (seen.asOf().offset() < 0) {
            // nothing folded, or a generation that was dropped before this process knew of the next
            int now = generations.state().reading();
            return now == begun ? seen : follow(generations.store(now), question);
        }
        return seen;
    }

    @Override
    public void export(MemberId member, MemberExport.Reader reader) throws IOException {
        var store = generations.store(generations.state().reading());
        while (true) {
            try {
                in(store).export(member, reader);
                return;
            } catch (CutOverException e) {
                store = store.sibling(e.successor());
            }
        }
    }

    private <T> Snapshot<T> follow(MongoStore begin, Function<MemberHistory, Snapshot<T>> question) {
        var store = begin;
        while (true) {
            try {
                int number = generations.numberOf(store.database().getName());
                return Revision.inGeneration(number, question.apply(in(store)));
            } catch (CutOverException e) {
                store = store.sibling(e.successor());
            }
        }
    }

    private MongoHistory in(MongoStore store) {
        return histories.computeIfAbsent(
                store.database().getName(), _ -> new MongoHistory(store, partitionOf, generations.formatOf(store)));
    }

    @Override
    public Snapshot<RecordedDays> days(
            MemberId member, LocalDate from, LocalDate to, Set<DayPart> parts, Set<String> regions) {
        return ask(history -> history.days(member, from, to, parts, regions));
    }

    @Override
    public Snapshot<DayCells> day(MemberId member, LocalDate date) {
        return ask(history -> history.day(member, date));
    }

    @Override
    public Snapshot<RecordFate> record(MemberId member, RecordId id) {
        return ask(history -> history.record(member, id));
    }

    @Override
    public Snapshot<RecordPage> records(MemberId member, RecordsWanted wanted) {
        return ask(history -> history.records(member, wanted));
    }

    @Override
    public Snapshot<MemberSettings> settings(MemberId member) {
        return ask(history -> history.settings(member));
    }

    @Override
    public Snapshot<Boolean> hasChanged(MemberId member, LogPosition after) {
        return ask(history -> history.hasChanged(member, after));
    }

    @Override
    public Snapshot<OpenCare> care(MemberId member) {
        return ask(history -> history.care(member));
    }

    @Override
    public <T> Snapshot<T> atOneMoment(MemberId member, Function<OneMoment, T> questions) {
        return ask(history -> history.atOneMoment(member, questions));
    }
}
