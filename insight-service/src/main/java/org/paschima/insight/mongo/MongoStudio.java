package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.paschima.contract.MemberId;
import org.paschima.insight.domain.cohort.PrimarySum;
import org.paschima.insight.domain.cohort.Sharing;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.insight.domain.effect.Decision;
import org.paschima.insight.domain.effect.MemberSpan;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.DecidedMembers;
import org.paschima.insight.store.SharingMembers;
import org.paschima.store.mongo.MongoStore;

/**
 * Reads the members of a tenant from MongoDB, a hundred at a time: members are found by their tags, and what is theirs
 * by ranges of ids, so nothing of other members or other days is touched.
 */
public final class MongoStudio implements DecidedMembers, SharingMembers {

    private static final int MEMBERS_AT_ONCE = 100;

    private final MongoStore base;
    private final Generations generations;
    private final Supplier<MongoStore> current;

    /**
     * @param base where decisions are, which are not derived from the member log
     * @param current where days and settings are read at present
     */
    public MongoStudio(MongoStore base, Generations generations, Supplier<MongoStore> current) {
        this.base = base;
        this.generations = generations;
        this.current = current;
    }

    @Override
    public void forEach(String tenant, LocalDate from, LocalDate to, Set<DayPart> parts, Consumer<MemberSpan> each) {
        var store = current.get();
        new SnapshotReads(store).read(session -> {
            // one client, so one snapshot over both databases
            var members = tagged(session, store, Tags.research(tenant));
            for (var some : inParts(members)) {
                spans(session, store, some, from, to, parts, each);
            }
            return members.size();
        });
    }

    private void spans(
            ClientSession session,
            MongoStore store,
            List<MemberId> members,
            LocalDate from,
            LocalDate to,
            Set<DayPart> parts,
            Consumer<MemberSpan> each) {
        var decisions = new TreeMap<String, List<Decision>>();
        read(
                session,
                base,
                DecisionDocuments.COLLECTION,
                members,
                from,
                to,
                new Document(),
                day -> decisions
                        .computeIfAbsent(Keys.memberOf(day.getString("_id")), _ -> new ArrayList<>())
                        .addAll(DecisionDocuments.decisions(day)));
        var decided = decisions.keySet().stream().map(MemberId::parse).toList();
        var days = new HashMap<String, List<DayCells>>();
        days(store)
                .cells(
                        session,
                        decided,
                        from.minusDays(MemberSpan.DAYS_AROUND),
                        to.plusDays(MemberSpan.DAYS_AROUND),
                        parts,
                        (member, _, cells) -> days.computeIfAbsent(member.key(), _ -> new ArrayList<>())
                                .add(cells));
        var firsts = firsts(session, decisions.keySet());
        decisions.forEach((member, made) -> each.accept(new MemberSpan(
                firsts.getOrDefault(member, made.getFirst().localDate()), made, days.getOrDefault(member, List.of()))));
    }

    private Map<String, LocalDate> firsts(ClientSession session, Collection<String> members) {
        var firsts = new HashMap<String, LocalDate>();
        collection(base, DecisionDocuments.FIRST_COLLECTION)
                .find(session, Filters.in("_id", members))
                .forEach(found -> firsts.put(found.getString("_id"), LocalDate.parse(found.getString("d"))));
        return firsts;
    }

    // --- who shares with the teacher

    @Override
    public Sharing sharing(String tenant) {
        var store = current.get();
        return new SnapshotReads(store).read(session -> {
            var consenting = new HashSet<String>();
            tagged(session, store, Tags.teacher(tenant)).forEach(member -> consenting.add(member.member()));
            var groups = new HashMap<String, Set<String>>();
            collection(store, SettingDocuments.COLLECTION)
                    .find(session, Tags.anyGroup(tenant))
                    .projection(Projections.include(Tags.FIELD))
                    .forEach(profile -> {
                        var member = Keys.memberIdOf(profile.getString("_id")).member();
                        profile.getList(Tags.FIELD, String.class).stream()
                                .filter(Tags::isGroup)
                                .forEach(tag -> groups.computeIfAbsent(Tags.groupOf(tag), _ -> new HashSet<>())
                                        .add(member));
                    });
            return Sharing.of(consenting, groups);
        });
    }

    @Override
    public Map<IsoWeek, Map<String, Double>> weeklyMeans(String tenant, Set<String> members, SortedSet<IsoWeek> weeks) {
        var store = current.get();
        var sums = new HashMap<IsoWeek, Map<String, PrimarySum>>();
        var ids = members.stream()
                .sorted()
                .map(member -> new MemberId(tenant, member))
                .toList();
        new SnapshotReads(store).read(session -> {
            for (var some : inParts(ids)) {
                days(store)
                        .cells(
                                session,
                                some,
                                weeks.first().monday(),
                                weeks.last().sunday(),
                                Set.of(DayPart.RATINGS),
                                (member, date, cells) -> {
                                    var week = IsoWeek.of(date);
                                    if (weeks.contains(week)) {
                                        sums.computeIfAbsent(week, _ -> new HashMap<>())
                                                .merge(member.member(), PrimarySum.NONE.plus(cells), PrimarySum::plus);
                                    }
                                });
            }
            return ids.size();
        });
        return means(sums);
    }

    private static Map<IsoWeek, Map<String, Double>> means(Map<IsoWeek, Map<String, PrimarySum>> sums) {
        var means = new HashMap<IsoWeek, Map<String, Double>>();
        sums.forEach((week, bySome) -> bySome.forEach((member, sum) -> {
            if (!sum.isEmpty()) {
                means.computeIfAbsent(week, _ -> new HashMap<>()).put(member, sum.mean());
            }
        }));
        return means;
    }

    // --- finding members, reading what is theirs

    private static List<MemberId> tagged(ClientSession session, MongoStore store, String tag) {
        return collection(store, SettingDocuments.COLLECTION)
                .find(session, Filters.eq(Tags.FIELD, tag))
                .projection(Projections.include("_id"))
                .sort(Sorts.ascending("_id"))
                .map(found -> Keys.memberIdOf(found.getString("_id")))
                .into(new ArrayList<>());
    }

    private RecordReads days(MongoStore store) {
        return MongoHistory.reads(store, generations.formatOf(store));
    }

    private static void read(
            ClientSession session,
            MongoStore store,
            String collection,
            List<MemberId> members,
            LocalDate from,
            LocalDate to,
            Bson fields,
            Consumer<Document> each) {
        if (!members.isEmpty()) {
            var ranges =
                    members.stream().map(member -> Keys.days(member, from, to)).toList();
            collection(store, collection)
                    .find(session, Filters.or(ranges))
                    .projection(fields)
                    .batchSize(4_000)
                    .forEach(each);
        }
    }

    private static MongoCollection<Document> collection(MongoStore store, String name) {
        return store.database().getCollection(name);
    }

    private static List<List<MemberId>> inParts(List<MemberId> members) {
        var parts = new ArrayList<List<MemberId>>();
        for (int from = 0; from < members.size(); from += MEMBERS_AT_ONCE) {
            parts.add(members.subList(from, Math.min(members.size(), from + MEMBERS_AT_ONCE)));
        }
        return parts;
    }
}
