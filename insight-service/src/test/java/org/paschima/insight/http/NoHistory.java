package org.paschima.insight.http;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
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

/** Nothing was ever told; whoever tells of something overrides that, and it shows at one moment too. */
class NoHistory implements MemberHistory {

    private static <T> Snapshot<T> seen(T content) {
        return new Snapshot<>(new LogPosition(0, -1), -1, content);
    }

    @Override
    public Snapshot<RecordedDays> days(
            MemberId member, LocalDate from, LocalDate to, Set<DayPart> parts, Set<String> regions) {
        return seen(new RecordedDays(new TreeMap<>(), Optional.empty()));
    }

    @Override
    public Snapshot<DayCells> day(MemberId member, LocalDate date) {
        return seen(DayCells.EMPTY);
    }

    @Override
    public Snapshot<RecordFate> record(MemberId member, RecordId id) {
        return seen(new RecordFate.NeverSeen());
    }

    @Override
    public Snapshot<Boolean> hasChanged(MemberId member, LogPosition after) {
        return seen(false);
    }

    @Override
    public Snapshot<RecordPage> records(MemberId member, RecordsWanted wanted) {
        return seen(new RecordPage(List.of(), Optional.empty()));
    }

    @Override
    public void export(MemberId member, MemberExport.Reader reader) throws IOException {
        reader.read(new MemberExport(new LogPosition(0, -1), new MemberSettings(Map.of()), List.of()));
    }

    @Override
    public Snapshot<MemberSettings> settings(MemberId member) {
        return seen(new MemberSettings(Map.of()));
    }

    @Override
    public Snapshot<OpenCare> care(MemberId member) {
        return seen(OpenCare.NONE);
    }

    @Override
    public <T> Snapshot<T> atOneMoment(MemberId member, Function<OneMoment, T> questions) {
        var all = this;
        return seen(questions.apply(new OneMoment() {
            @Override
            public RecordedDays days(LocalDate from, LocalDate to, Set<DayPart> parts) {
                return all.days(member, from, to, parts).content();
            }

            @Override
            public MemberSettings settings() {
                return all.settings(member).content();
            }

            @Override
            public List<Instant> planChanges() {
                return List.of();
            }
        }));
    }
}
