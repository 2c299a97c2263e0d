package org.paschima.insight.store;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.experiment.OpenCare;

/**
 * What is stored of a member. Each answer is of one moment, and everything folded before its {@code asOf} is in it.
 *
 * <p>Calls block, and throw {@link org.paschima.log.StoreUnavailableException} when the store is away.
 */
public interface MemberHistory {

    /** These parts of the days from one to the other, both included; which records they have is not read. */
    default Snapshot<RecordedDays> days(MemberId member, LocalDate from, LocalDate to, Set<DayPart> parts) {
        return days(member, from, to, parts, Set.of());
    }

    /**
     * The same for whoever looks at some regions only: ratings of others may be in the answer or left out.
     *
     * @param regions empty for all
     */
    Snapshot<RecordedDays> days(MemberId member, LocalDate from, LocalDate to, Set<DayPart> parts, Set<String> regions);

    Snapshot<DayCells> day(MemberId member, LocalDate date);

    Snapshot<RecordFate> record(MemberId member, RecordId id);

    Snapshot<RecordPage> records(MemberId member, RecordsWanted wanted);

    Snapshot<MemberSettings> settings(MemberId member);

    /** Whether records or settings changed behind a place of the log; its revision tells nothing. */
    Snapshot<Boolean> hasChanged(MemberId member, LogPosition after);

    /** What was reported and stated of symptoms, ever. */
    Snapshot<OpenCare> care(MemberId member);

    /** Answers several questions together; the function asks them and nothing else, and may be called again. */
    <T> Snapshot<T> atOneMoment(MemberId member, Function<OneMoment, T> questions);

    /**
     * Everything of a member, in one snapshot: the reader takes it piece by piece, and what it throws is passed on.
     *
     * <p>The store keeps a snapshot for minutes; who reads for longer than that is broken off.
     */
    void export(MemberId member, MemberExport.Reader reader) throws IOException;

    /**
     * Which records are asked for.
     *
     * @param kind empty for all
     * @param after where an earlier page said that the next begins
     */
    record RecordsWanted(
            LocalDate from, LocalDate to, Optional<RecordKind> kind, Optional<PageMark> after, int limit) {}
}
