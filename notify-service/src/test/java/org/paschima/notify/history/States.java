package org.paschima.notify.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.paschima.contract.NudgeFate;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.notify.domain.NudgeLife;
import org.paschima.notify.domain.NudgeState;

/** Says of nudges what became of them, from what members' devices told and the nudge log alone. */
final class States {

    /** By member and nudge: when each fate was told first. */
    private final Map<String, Map<Fate, Instant>> told = new HashMap<>();

    void hears(String member, NudgeFate fate) {
        told.computeIfAbsent(member + " " + fate.nudgeId(), _ -> new EnumMap<>(Fate.class))
                .merge(fate.fate(), fate.at().toInstant(), (one, other) -> one.isBefore(other) ? one : other);
    }

    /** What is wrong with what the service says became of a member's nudges. */
    List<String> wrong(String member, List<BsonDocument> log, Map<String, NudgeLife> lives, Instant now) {
        var wrong = new ArrayList<String>();
        var withdrawn = new HashMap<String, Instant>();
        for (var entry : log) {
            if (!entry.getBoolean("issued").getValue()) {
                withdrawn.put(id(entry), at(entry, "at"));
            }
        }
        for (var entry : log) {
            if (entry.getBoolean("issued").getValue()) {
                var life = lives.get(id(entry));
                var is = life == null ? "nothing" : said(life.state(now));
                var expected = expected(entry, told.getOrDefault(member + " " + id(entry), Map.of()), withdrawn, now);
                if (!is.equals(expected)) {
                    wrong.add("nudge " + id(entry) + " of " + member + " is " + is + ", not " + expected);
                }
            }
        }
        return wrong;
    }

    private static String expected(
            BsonDocument entry, Map<Fate, Instant> fates, Map<String, Instant> withdrawn, Instant now) {
        var sent = at(entry, "at");
        for (var fate : List.of(Fate.ACTED, Fate.SNOOZED, Fate.DISMISSED)) {
            if (fates.containsKey(fate)) {
                return fate.wire() + " at " + later(sent, fates.get(fate));
            }
        }
        if (withdrawn.containsKey(id(entry))) {
            return "withdrawn at " + withdrawn.get(id(entry));
        }
        var validUntil = at(entry, "validUntil");
        if (!now.isBefore(validUntil)) {
            return "expired at " + validUntil;
        }
        return fates.containsKey(Fate.OPENED) ? "opened at " + later(sent, fates.get(Fate.OPENED)) : "sent at " + sent;
    }

    private static String said(NudgeState state) {
        return state.word() + " at " + state.at();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String id(BsonDocument entry) {
        return entry.getString("nudgeId").getValue();
    }

    private static Instant at(BsonDocument entry, String name) {
        return Instant.ofEpochMilli(entry.getDateTime(name).getValue());
    }
}
