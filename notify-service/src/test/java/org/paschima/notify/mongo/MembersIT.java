package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.TransactionOptions;
import com.mongodb.client.ClientSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paschima.notify.domain.Inputs;
import org.paschima.notify.domain.MemberState;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Transactions;
import org.paschima.testkit.Backings;

/** Whose turn it is to be decided, as a real database finds it. */
class MembersIT {

    private static final Instant NOW = Instant.parse("2026-03-07T09:30:00Z");

    private final MongoStore store = MongoStore.connect(Backings.mongo(), Backings.freshName("members"), false);
    private final Members members = new Members(store);

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    private void due(String member, int partition, Duration ago) {
        store.database()
                .getCollection(Members.COLLECTION)
                .insertOne(new Document("_id", member)
                        .append("partition", partition)
                        .append("nextDue", Date.from(NOW.minus(ago))));
    }

    @Test
    void who_is_due_now_goes_before_whom_an_outage_left_and_each_of_them_longest_due_first() {
        due("left-for-days", 0, Duration.ofDays(5));
        due("left-just-so", 0, Inputs.VALID.plusMillis(1));
        due("still-live", 0, Inputs.VALID);
        due("due-now", 0, Duration.ZERO);
        due("due-soon", 0, Duration.ofMillis(-1));
        due("of-another-owner", 1, Duration.ZERO);

        assertThat(members.due(0, NOW, 10)).containsExactly("still-live", "due-now");
        assertThat(members.due(0, NOW, 1)).containsExactly("still-live");

        store.database()
                .getCollection(Members.COLLECTION)
                .deleteMany(Document.parse("{_id: {$in: ['still-live', 'due-now']}}"));
        assertThat(members.due(0, NOW, 10)).containsExactly("left-for-days", "left-just-so");
    }

    @Test
    void who_read_a_member_that_another_changed_since_writes_nothing() {
        var key = "studio|m-1";
        var transactions = new Transactions(store);
        transactions.run(session -> stored(session, Map.of(key, MemberState.UNKNOWN)));

        try (var session = store.client().startSession()) {
            session.startTransaction(TransactionOptions.builder()
                    .readConcern(ReadConcern.SNAPSHOT)
                    .build());
            var read = members.load(session, List.of(key), NOW);
            transactions.run(other -> stored(other, members.load(other, List.of(key), NOW)));

            assertThatThrownBy(() -> members.store(session, 0, read))
                    .isInstanceOfSatisfying(
                            MongoException.class,
                            e -> assertThat(e.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL))
                                    .isTrue());
        }
        assertThat(members.find(key))
                .hasValueSatisfying(state -> assertThat(state.rev()).isEqualTo(2));
    }

    private boolean stored(ClientSession session, Map<String, MemberState> states) {
        members.store(session, 0, states);
        return true;
    }
}
