package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.in;
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
    private static final int NINE_THIRTY = 9 * 60 + 30;

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
        assertThat(members.due(0, NOW, 10)).isEmpty();
        assertThat(members.left(0, NOW, 10)).containsExactly("left-for-days", "left-just-so");
        assertThat(members.left(0, NOW, 1)).containsExactly("left-for-days");
    }

    @Test
    void of_those_whom_an_outage_left_who_has_a_slot_now_is_first() {
        left("has-one-in-the-night", 0, Duration.ofDays(5), 120);
        left("has-several", 0, Duration.ofDays(4), 120, NINE_THIRTY, 900);
        left("had-one-half-an-hour-ago", 0, Duration.ofDays(3), NINE_THIRTY - 30);
        left("had-one-before-that", 0, Duration.ofDays(2), NINE_THIRTY - 31);
        left("will-have-one", 0, Duration.ofDays(1), NINE_THIRTY + 1);
        left("of-another-owner", 1, Duration.ofDays(5), NINE_THIRTY);
        due("of-before-it-was-noted", 0, Duration.ofHours(8));
        var turns = new WhoseTurn(members, 0);

        assertThat(turns.due(NOW, 1)).hasSize(1);
        assertThat(turns.due(NOW, 10)).hasSize(2); // whoever is named and was not decided for
        assertThat(decide(turns.due(NOW, 10))).containsExactlyInAnyOrder("has-several", "had-one-half-an-hour-ago");
        turns.decided();
        assertThat(decide(turns.due(NOW, 1))).containsExactly("has-one-in-the-night");
        due("due-now", 0, Duration.ZERO);
        assertThat(decide(turns.due(NOW, 10))).containsExactly("due-now");
        turns.decided();
        assertThat(decide(turns.due(NOW.plusSeconds(60), 10))).containsExactly("will-have-one");
        turns.decided();
        assertThat(decide(turns.due(NOW.plusSeconds(60), 10)))
                .containsExactly("had-one-before-that", "of-before-it-was-noted");
        assertThat(turns.due(NOW.plusSeconds(60), 10)).isEmpty();
    }

    @Test
    void slots_before_midnight_are_found_after_it_and_again_by_a_clock_that_went_back() {
        var midnight = Instant.parse("2026-03-07T00:05:00Z");
        left("in-the-night", 0, Duration.ofDays(5), 120);
        left("before-midnight", 0, Duration.ofDays(3), 1_439);
        var turns = new WhoseTurn(members, 0);
        assertThat(decide(turns.due(midnight, 1))).containsExactly("before-midnight");
        turns.decided();
        assertThat(turns.due(midnight, 1)).containsExactly("in-the-night");
        left("before-midnight", 0, Duration.ofDays(3), 1_438);

        assertThat(turns.due(midnight, 1)).containsExactly("in-the-night");
        assertThat(turns.due(midnight.minusSeconds(60), 1)).containsExactly("before-midnight");
    }

    private void left(String member, int partition, Duration ago, Integer... slotMinutes) {
        store.database()
                .getCollection(Members.COLLECTION)
                .insertOne(new Document("_id", member)
                        .append("partition", partition)
                        .append("nextDue", Date.from(NOW.minus(ago)))
                        .append("slotMinutes", List.of(slotMinutes)));
    }

    /** They are due no more. */
    private List<String> decide(List<String> whom) {
        store.database().getCollection(Members.COLLECTION).deleteMany(in("_id", whom));
        return whom;
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
        assertThat(members.stored(List.of(key)).getFirst().map(MemberDocument::read))
                .hasValueSatisfying(state -> assertThat(state.rev()).isEqualTo(2));
    }

    private boolean stored(ClientSession session, Map<String, MemberState> states) {
        members.store(session, 0, states);
        return true;
    }
}
