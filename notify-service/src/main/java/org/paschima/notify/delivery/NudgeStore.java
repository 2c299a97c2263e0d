package org.paschima.notify.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.NudgeLife;

/** What is stored, for readers on any instance. Every call blocks. */
public interface NudgeStore {

    /** The member's state, of a member never heard of too. */
    MemberState member(MemberId member);

    /** The entries with a number above the cursor, in order. */
    List<NudgeEntry> after(MemberId member, long cursor);

    List<NudgeEntry> numbered(MemberId member, List<Long> seqs);

    boolean hasNudge(MemberId member, String nudgeId);

    /** What became of those of the nudges that are in the log, by their ids. */
    Map<String, NudgeLife> lives(MemberId member, Collection<String> nudgeIds);

    Optional<byte[]> receipt(MemberId member, String decisionId);

    /** The receipt of the last decision point that was decided, by its time. */
    Optional<byte[]> lastReceipt(MemberId member);

    List<StoredReceipt> receipts(
            MemberId member,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Instant afterAt,
            String afterId,
            int most);
}
