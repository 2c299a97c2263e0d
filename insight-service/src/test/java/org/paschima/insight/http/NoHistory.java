package org.paschima.insight.http;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.DayCells;
import org.paschima.insight.domain.experiment.OpenCare;
import org.paschima.insight.freshness.AsOf;
import org.paschima.insight.history.DayPart;
import org.paschima.insight.history.DaysSeen;
import org.paschima.insight.history.Everything;
import org.paschima.insight.history.MemberHistory;
import org.paschima.insight.history.MemberSettings;
import org.paschima.insight.history.OneMoment;
import org.paschima.insight.history.RecordFate;
import org.paschima.insight.history.RecordPage;
import org.paschima.insight.history.Seen;

/** Nothing was ever told. */
final class NoHistory implements MemberHistory {

    private static <T> Seen<T> seen(T content) {
        return new Seen<>(new AsOf(0, -1), -1, content);
    }

    @Override
    public Seen<DaysSeen> days(MemberId member, LocalDate from, LocalDate to, Set<DayPart> parts) {
        return seen(new DaysSeen(new TreeMap<>(), Optional.empty()));
    }

    @Override
    public Seen<DayCells> day(MemberId member, LocalDate date) {
        return seen(DayCells.EMPTY);
    }

    @Override
    public Seen<RecordFate> record(MemberId member, RecordId id) {
        return seen(new RecordFate.NeverSeen());
    }

    @Override
    public Seen<RecordPage> records(MemberId member, RecordsWanted wanted) {
        return seen(new RecordPage(List.of(), Optional.empty()));
    }

    @Override
    public void everything(MemberId member, Everything.Reader reader) throws IOException {
        reader.read(new Everything(new AsOf(0, -1), new MemberSettings(Map.of()), List.of()));
    }

    @Override
    public Seen<MemberSettings> settings(MemberId member) {
        return seen(new MemberSettings(Map.of()));
    }

    @Override
    public Seen<OpenCare> care(MemberId member) {
        return seen(OpenCare.NONE);
    }

    @Override
    public <T> Seen<T> atOneMoment(MemberId member, Function<OneMoment, T> questions) {
        var nothing = this;
        return seen(questions.apply(new OneMoment() {
            @Override
            public DaysSeen days(LocalDate from, LocalDate to, Set<DayPart> parts) {
                return nothing.days(member, from, to, parts).content();
            }

            @Override
            public MemberSettings settings() {
                return nothing.settings(member).content();
            }
        }));
    }
}
