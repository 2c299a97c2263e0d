package org.paschima.notify.mongo;

import com.mongodb.MongoException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.NudgeEntry;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.delivery.StoredReceipt;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.NudgeLife;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/** Reads from MongoDB, majority-committed; an outage is told as such. */
public final class MongoNudges implements NudgeStore {

    /** Of each kind of question: whoever asks more of a database at once has it work at the same time, not sooner. */
    private static final int CALLS_AT_ONCE = 2;

    private static final int MOST_TOGETHER = 64;

    private final AskedTogether<String, Optional<Document>> members;
    private final AskedTogether<NudgeEntries.After, List<Document>> following;
    private final NudgeEntries entries;
    private final Decisions decisions;
    private final NudgeLives lives;

    public MongoNudges(MongoStore store) {
        this.members = new AskedTogether<>(CALLS_AT_ONCE, MOST_TOGETHER, new Members(store)::stored);
        this.entries = new NudgeEntries(store);
        this.following = new AskedTogether<>(CALLS_AT_ONCE, MOST_TOGETHER, entries::storedAfter);
        this.decisions = new Decisions(store);
        this.lives = new NudgeLives(store);
    }

    @Override
    public MemberState member(MemberId member) {
        return reading(
                () -> members.answer(member.key()).map(MemberDocument::read).orElse(MemberState.UNKNOWN));
    }

    @Override
    public List<NudgeEntry> after(MemberId member, long cursor) {
        return reading(() -> NudgeEntries.read(following.answer(new NudgeEntries.After(member.key(), cursor))));
    }

    @Override
    public List<NudgeEntry> numbered(MemberId member, List<Long> seqs) {
        return reading(() -> entries.numbered(member.key(), seqs));
    }

    @Override
    public boolean hasNudge(MemberId member, String nudgeId) {
        return reading(() -> entries.has(member.key(), nudgeId));
    }

    @Override
    public Map<String, NudgeLife> lives(MemberId member, Collection<String> nudgeIds) {
        return reading(() -> lives.of(member, nudgeIds));
    }

    @Override
    public Optional<byte[]> receipt(MemberId member, String decisionId) {
        return reading(() -> decisions.find(member.key(), decisionId));
    }

    @Override
    public Optional<byte[]> lastReceipt(MemberId member) {
        return reading(() -> decisions.last(member.key()));
    }

    @Override
    public List<StoredReceipt> receipts(
            MemberId member,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Instant afterAt,
            String afterId,
            int most) {
        return reading(() -> decisions.between(member.key(), from, to, afterAt, afterId, most));
    }

    private static <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }
}
