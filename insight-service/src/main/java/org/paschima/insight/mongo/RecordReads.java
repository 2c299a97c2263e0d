package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.experiment.OpenCare;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.KeptRecord;
import org.paschima.insight.store.MemberHistory.RecordsWanted;
import org.paschima.insight.store.RecordFate;
import org.paschima.insight.store.RecordPage;
import org.paschima.insight.store.RecordedDays;

/** Reads records and days from one layout of the store, in a session that somebody else opened. */
interface RecordReads {

    /** What was read, and what tells it from another state of the same. */
    record Found<T>(Revision revision, T content) {}

    /**
     * Days, as {@link org.paschima.insight.store.MemberHistory#days} has them.
     *
     * @param position of the session's snapshot; if it is not known yet it may be read along
     */
    Found<RecordedDays> days(
            ClientSession session,
            AskedPosition position,
            MemberId member,
            LocalDate from,
            LocalDate to,
            Set<DayPart> parts,
            Set<String> regions);

    Found<DayCells> day(ClientSession session, MemberId member, LocalDate date);

    Found<RecordFate> record(ClientSession session, MemberId member, RecordId id);

    Found<RecordPage> records(ClientSession session, MemberId member, RecordsWanted wanted);

    /** Whether records changed at a place of the log from this one on, deletions among them. */
    boolean hasChanged(ClientSession session, MemberId member, long from);

    /** All that survive, in the order of their days; read while it is iterated. */
    Survivors all(ClientSession session, MemberId member);

    /** Records that are read while they are iterated. */
    interface Survivors extends Iterator<KeptRecord>, AutoCloseable {
        @Override
        void close();
    }

    /** What is known of symptoms, with what the surviving reports say of them. */
    OpenCare withSurvivors(ClientSession session, MemberId member, OpenCare known);

    /** These parts of the days of many members; a day may come in several pieces, to be added. */
    void cells(
            ClientSession session,
            Collection<MemberId> members,
            LocalDate from,
            LocalDate to,
            Set<DayPart> parts,
            EachDay each);

    /** Takes the cells of a day on which something survives, or of a part of it. */
    @FunctionalInterface
    interface EachDay {
        void day(MemberId member, LocalDate date, DayCells cells);
    }
}
