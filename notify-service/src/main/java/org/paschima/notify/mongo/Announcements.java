package org.paschima.notify.mongo;

import com.mongodb.client.ClientSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.Receipt;
import org.paschima.notify.delivery.MessageMapper;
import org.paschima.store.mongo.MongoStore;

/** What one transaction adds to the nudge log and to the receipts, and with it to the outbox: each is told to a topic. */
final class Announcements {

    private final List<Document> receipts = new ArrayList<>();
    private final List<Document> entries = new ArrayList<>();
    private final List<NudgeEntries.TakenBack> takenBack = new ArrayList<>();
    private final List<OutboxPages.Waiting> messages = new ArrayList<>();
    private final Set<String> grown = new HashSet<>();

    int receipts() {
        return receipts.size();
    }

    int entries() {
        return entries.size();
    }

    /** Members whose nudge log grows by it. */
    Set<String> grown() {
        return grown;
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
        grown.add(member.key());
        entries.add(NudgeEntries.issued(member.key(), event, message.value(), planned));
        messages.add(new OutboxPages.Waiting(message, event.validUntil().toInstant()));
    }

    /** {@code issuedSeq}: the number under which it was issued. */
    void withdrawn(MemberId member, NudgeEvent.Withdrawn event, Instant at, long issuedSeq) {
        var message = MessageMapper.nudge(member, event, at);
        grown.add(member.key());
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
            decisions.insert(session, made.receipts);
            entries.insert(session, made.entries);
            entries.note(session, made.takenBack);
            outbox.insert(session, partition, made.messages);
        }
    }
}
