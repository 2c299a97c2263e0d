package org.paschima.notify;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.notify.domain.Draw;
import org.paschima.notify.domain.Replay;
import org.paschima.notify.mongo.StoredDecisions;

/** Decides all stored receipts again and says which differ: by member, decision and field, never by what stands there. */
public final class ReplayedDecisions {

    private final Replay replay;
    private final PrintStream out;
    private final TreeMap<String, Integer> underOthers = new TreeMap<>();
    private int all;
    private int differing;

    /**
     * A run over some receipts.
     *
     * @param drawKey the secret that the draws were made with
     * @param tzdata the version of the time zone rules in use here
     */
    public ReplayedDecisions(String drawKey, String tzdata, PrintStream out) {
        this.replay = new Replay(new Draw(drawKey.getBytes(StandardCharsets.UTF_8)), tzdata);
        this.out = out;
    }

    /** Whether all of them are the same; of a member nobody knows there is nothing to say so of. */
    public boolean run(StoredDecisions stored, @Nullable String member, @Nullable LocalDate from) {
        if (member != null && !stored.knows(member)) {
            out.println(
                    "nobody knows a member of this name here; it is what tokens call them, with the tenant before it or "
                            + "without: studio/anna, or anna");
            return false;
        }
        stored.each(member, from, this::look);
        if (all == 0) {
            out.println("there are no receipts" + (member == null ? "" : " of this member")
                    + (from == null ? "" : " from " + from + " on"));
            return true;
        }
        underOthers.forEach((rules, count) -> out.println(
                count + " were decided under the time zone rules " + rules + ", which are not those in use"));
        out.println(
                all + " receipts decided again: " + (differing == 0 ? "all to the same bytes" : differing + " differ"));
        return differing == 0;
    }

    private void look(MemberId member, byte[] receipt) {
        all++;
        var result = replay.of(member, receipt);
        if (result.decidedUnder() != null) {
            underOthers.merge(result.decidedUnder(), 1, Integer::sum);
        }
        if (!result.isSame()) {
            differing++;
            result.differences()
                    .forEach(difference -> out.println(member.key() + " " + result.decisionId() + " " + difference));
        }
    }
}
