package org.paschima.notify.mongo;

import com.mongodb.client.ClientSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.Document;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.Receipt;
import org.paschima.notify.delivery.MessageMapper;
import org.paschima.notify.delivery.News;
import org.paschima.notify.delivery.NudgeEntry;
import org.paschima.store.mongo.MongoStore;

/** What one transaction adds to the nudge log and to the receipts, and with it to the outbox: each is told to a topic. */
final class Announcements {

    private final List<Document> receipts = new ArrayList<>();
    private final List<Document> entries = new ArrayList<>();
    private final List<NudgeEntries.TakenBack> takenBack = new ArrayList<>();
    private final List<OutboxPages.Waiting> messages = new ArrayList<>();
    private final Map<String, List<NudgeEntry>> grown = new HashMap<>();

    int receipts() {
        return receipts.size();
    }

    int entries() {
        return entries.size();
    }

    /** What nudge logs grow by, by their members. */
    Map<String, News> news() {
        var news = new HashMap<String, News>();
        grown.forEach((member, added) -> news.put(member, News.committed(added)));
        return news;
    }

    private void grows(MemberId member, NudgeEntry by) {
        grown.computeIfAbsent(member.key(), _ -> new ArrayList<>()).add(by);
    }

    /** {@code covered}: keys of the decision points that it is of. */
    void decided(MemberId member, Receipt receipt, List<String> covered) {
        var message = MessageMapper.decision(member, receipt);
        receipts.add(Decisions.document(member.key(), receipt, message.value(), covered));
        messages.add(new OutboxPages.Waiting(message, null));
    }

    /** {@code planned}: the moment of its decision point. */
    void issued(MemberId member, NudgeEvent.Issued event, Instant planned) {
        var message = MessageMapper.nudge(member, event, event.issuedAt().toInstant());
        grows(member, NudgeEntry.issued(event, message.value()));
        entries.add(NudgeEntries.issued(member.key(), event, message.value(), planned));
        messages.add(new OutboxPages.Waiting(message, event.validUntil().toInstant()));
    }

    /** {@code issuedSeq}: the number under which it was issued. */
    void withdrawn(MemberId member, NudgeEvent.Withdrawn event, Instant at, long issuedSeq) {
        var message = MessageMapper.nudge(member, event, at);
        grows(member, NudgeEntry.withdrawn(event, message.value(), at, issuedSeq));
        entries.add(NudgeEntries.withdrawn(member.key(), event, message.value(), at, issuedSeq));
        takenBack.add(new NudgeEntries.TakenBack(member.key(), issuedSeq, event.seq()));
        messages.add(new OutboxPages.Waiting(message, null));
    }

    /** Where they are kept. */
    record Kept(Decisions decisions, NudgeEntries entries, OutboxPages outbox) {

        static Kept in(MongoStore store) {
            return new Kept(new Decisions(store), new NudgeEntries(store), new OutboxPages(store));
        }

        void insert(ClientSession session, int partition, Announcements made) {
            insert(session, Map.of(partition, made));
        }

        /** Of several partitions. */
        void insert(ClientSession session, Map<Integer, Announcements> made) {
            decisions.insert(session, all(made, each -> each.receipts));
            entries.insert(session, all(made, each -> each.entries));
            entries.note(session, all(made, each -> each.takenBack));
            var messages = new HashMap<Integer, List<OutboxPages.Waiting>>();
            made.forEach((partition, each) -> messages.put(partition, each.messages));
            outbox.insert(session, messages);
        }

        private static <T> List<T> all(Map<Integer, Announcements> made, Function<Announcements, List<T>> which) {
            return made.values().stream().map(which).flatMap(List::stream).toList();
        }
    }
}
