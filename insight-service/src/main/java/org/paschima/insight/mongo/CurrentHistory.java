package org.paschima.insight.mongo;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.DayCells;
import org.paschima.insight.domain.experiment.OpenCare;
import org.paschima.insight.history.DayPart;
import org.paschima.insight.history.DaysSeen;
import org.paschima.insight.history.Everything;
import org.paschima.insight.history.MemberHistory;
import org.paschima.insight.history.MemberSettings;
import org.paschima.insight.history.OneMoment;
import org.paschima.insight.history.RecordFate;
import org.paschima.insight.history.RecordPage;
import org.paschima.insight.history.Seen;
import org.paschima.store.mongo.MongoStore;

/**
 * Reads each member in the generation that answers for it: the one that readers begin with, or the one that the member's
 * partition was handed over to. A hand-over in the middle of an answer is seen by the answer's own snapshot, so the
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

    private <T> Seen<T> ask(Function<MemberHistory, Seen<T>> question) {
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
    public void everything(MemberId member, Everything.Reader reader) throws IOException {
        var store = generations.store(generations.state().reading());
        while (true) {
            try {
                in(store).everything(member, reader);
                return;
            } catch (HandedOverException e) {
                store = store.sibling(e.heir());
            }
        }
    }

    private <T> Seen<T> follow(MongoStore begin, Function<MemberHistory, Seen<T>> question) {
        var store = begin;
        while (true) {
            try {
                int number = generations.numberOf(store.database().getName());
                return Revision.inGeneration(number, question.apply(in(store)));
            } catch (HandedOverException e) {
                store = store.sibling(e.heir());
            }
        }
    }

    private MongoHistory in(MongoStore store) {
        return histories.computeIfAbsent(
                store.database().getName(),
                name -> new MongoHistory(store, partitionOf, generations.state().formatOf(generations.numberOf(name))));
    }

    @Override
    public Seen<DaysSeen> days(MemberId member, LocalDate from, LocalDate to, Set<DayPart> parts) {
        return ask(history -> history.days(member, from, to, parts));
    }

    @Override
    public Seen<DayCells> day(MemberId member, LocalDate date) {
        return ask(history -> history.day(member, date));
    }

    @Override
    public Seen<RecordFate> record(MemberId member, RecordId id) {
        return ask(history -> history.record(member, id));
    }

    @Override
    public Seen<RecordPage> records(MemberId member, RecordsWanted wanted) {
        return ask(history -> history.records(member, wanted));
    }

    @Override
    public Seen<MemberSettings> settings(MemberId member) {
        return ask(history -> history.settings(member));
    }

    @Override
    public Seen<OpenCare> care(MemberId member) {
        return ask(history -> history.care(member));
    }

    @Override
    public <T> Seen<T> atOneMoment(MemberId member, Function<OneMoment, T> questions) {
        return ask(history -> history.atOneMoment(member, questions));
    }
}
