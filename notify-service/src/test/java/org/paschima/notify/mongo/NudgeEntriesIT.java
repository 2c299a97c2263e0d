package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.notify.delivery.NudgeEntry;
import org.paschima.notify.mongo.NudgeEntries.After;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Transactions;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** The nudge log as a real database reads it. */
class NudgeEntriesIT {

    private final MongoStore store = MongoStore.connect(Backings.mongo(), Backings.freshName("entries"), false);
    private final NudgeEntries entries = new NudgeEntries(store);

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    static LongStream seeds() {
        return Seeds.first(10);
    }

    private static Document entry(String member, long seq) {
        return new Document("member", member)
                .append("seq", seq)
                .append("nudgeId", member + " " + seq)
                .append("at", Date.from(Instant.EPOCH.plusSeconds(seq)))
                .append("issued", seq % 2 == 1)
                .append("json", new Binary(new byte[0]));
    }

    /** Of members with no entry to more than one call reads, from cursors before, in and past their logs, some asked for twice. */
    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_read_together_is_what_each_reads_alone(long seed) {
        var random = new Random(seed);
        int[] lengths = {0, 1, 2, 40, random.nextInt(1_200)};
        var members = new ArrayList<String>();
        var stored = new ArrayList<Document>();
        for (int number = 0; number < 12; number++) {
            var member = "studio/m-" + number;
            members.add(member);
            int length = lengths[random.nextInt(lengths.length)];
            for (long seq = 1; seq <= length; seq++) {
                stored.add(entry(member, seq));
            }
        }
        new Transactions(store).run(session -> {
            entries.insert(session, stored);
            return stored.size();
        });
        for (int round = 0; round < 20; round++) {
            var asked = new ArrayList<After>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                long cursor = random.nextInt(3) == 0 ? random.nextInt(1_300) : random.nextInt(45);
                asked.add(new After(members.get(random.nextInt(members.size())), cursor));
            }
            var together = entries.storedAfter(asked);
            assertThat(together).hasSameSizeAs(asked);
            for (int i = 0; i < asked.size(); i++) {
                assertThat(ids(together.get(i)))
                        .isEqualTo(
                                ids(entries.storedAfter(List.of(asked.get(i))).getFirst()));
            }
        }
    }

    @Test
    void an_entry_that_cannot_be_read_is_the_fault_of_its_own_member_alone() {
        var unreadable = entry("studio/odd", 1);
        unreadable.remove("at");
        new Transactions(store).run(session -> {
            entries.insert(session, List.of(unreadable, entry("studio/m-1", 1)));
            return 2;
        });

        var together = entries.storedAfter(List.of(new After("studio/odd", 0), new After("studio/m-1", 0)));

        assertThat(ids(together.getLast())).containsExactly("studio/m-1 1");
        assertThatThrownBy(() -> ids(together.getFirst())).isInstanceOf(NullPointerException.class);
    }

    private static List<String> ids(List<Document> stored) {
        return NudgeEntries.read(stored).stream().map(NudgeEntry::nudgeId).toList();
    }
}
