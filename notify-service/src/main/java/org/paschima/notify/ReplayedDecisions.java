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

    /** Whether all of them are the same. */
    public boolean run(StoredDecisions stored, @Nullable String member, @Nullable LocalDate from) {
        stored.each(member, from, this::look);
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
