package org.paschima.notify.domain;

import java.time.LocalDate;
import java.time.LocalTime;
import org.paschima.contract.KeyedDraw;
import org.paschima.contract.MemberId;

/** The draw of a decision: a {@link KeyedDraw} over member, slot, date and policy version (domain.md §4.2). */
public final class Draw {

    private static final int ID_BYTES = 15;

    private final KeyedDraw chance;

    public Draw(byte[] key) {
        this.chance = new KeyedDraw(key);
    }

    /** Uniform on [0, 1). */
    double of(MemberId member, DecisionPoint point, String policyVersion) {
        return chance.uniform(member.key() + "|" + point.slot() + "|" + point.localDate() + "|" + policyVersion);
    }

    /** What names a decision and its nudge: one per (member, slot, local date), and not to be guessed. */
    String id(MemberId member, LocalTime slot, LocalDate localDate) {
        return chance.name("id|" + member.key() + "|" + slot + "|" + localDate, ID_BYTES);
    }
}
