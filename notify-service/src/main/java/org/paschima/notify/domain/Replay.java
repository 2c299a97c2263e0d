package org.paschima.notify.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.Receipt;
import org.paschima.contract.codec.ReceiptCodec;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

/**
 * Decides stored receipts again, from what they say was looked at, under the version of the policy that they name. The
 * bytes must be the same; else it is said which fields are not.
 */
public final class Replay {

    private final Draw draw;
    private final String tzdata;

    /** {@code tzdata}: the version of the time zone rules in use here. */
    public Replay(Draw draw, String tzdata) {
        this.draw = draw;
        this.tzdata = tzdata;
    }

    /**
     * What became of a receipt.
     *
     * @param decisionId as the receipt names itself; empty where it cannot be read
     * @param differences what is not as it is decided again, a line each; no values, which are personal
     * @param decidedUnder other time zone rules than those in use, which the receipt was decided under; null: the same
     */
    public record Result(
            String decisionId,
            List<String> differences,
            @Nullable String decidedUnder) {
        public Result {
            differences = List.copyOf(differences);
        }

        public boolean isSame() {
            return differences.isEmpty();
        }
    }

    public Result of(MemberId member, byte[] stored) {
        Receipt receipt;
        Json.Obj json;
        try {
            json = (Json.Obj) JsonReader.read(stored);
            var problems = new Problems();
            receipt = ReceiptCodec.receipt(new Fields(json, "", problems, Strictness.LOG), problems);
            if (receipt == null) {
                return unreadable(problems.list().getFirst().pointer());
            }
        } catch (MalformedJsonException | ClassCastException | IllegalArgumentException _) {
            return unreadable("the whole");
        }
        var other = tzdata.equals(receipt.tzdata()) ? null : receipt.tzdata();
        return new Result(receipt.decisionId(), differences(member, stored, json, receipt), other);
    }

    private static Result unreadable(String what) {
        return new Result("", List.of("cannot be read: " + what), null);
    }

    private List<String> differences(MemberId member, byte[] stored, Json.Obj json, Receipt receipt) {
        var differences = new ArrayList<String>();
        if (!Slots.resolve(receipt.localDate(), receipt.slot(), receipt.zone())
                .equals(receipt.instant().toInstant())) {
            differences.add("instant: by the time zone rules in use here the slot is at another one");
        }
        byte[] again;
        try {
            var inputs = InputsJson.read(receipt);
            var decided = Policies.receipt(receipt.policyVersion(), inputs, member, draw, receipt.tzdata());
            if (decided.isEmpty()) {
                differences.add("policyVersion: there is no such version here");
                return differences;
            }
            again = ReceiptCodec.bytes(decided.get());
        } catch (RuntimeException _) {
            // Whatever an input was spoilt to, it is this receipt alone that cannot be decided again.
            differences.add("inputs: cannot be read");
            return differences;
        }
        if (!Arrays.equals(stored, again)) {
            differences.addAll(fields(json, again));
        }
        return differences;
    }

    private static List<String> fields(Json.Obj stored, byte[] again) {
        var names = new ArrayList<String>();
        try {
            compare("", stored, (Json.Obj) JsonReader.read(again), names);
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(
                    "what was just written is not JSON: " + new String(again, StandardCharsets.UTF_8).length()
                            + " characters",
                    e);
        }
        return names.isEmpty() ? List.of("the bytes: the same is written in another way") : names;
    }

    private static void compare(String at, Json.Obj stored, Json.Obj again, List<String> names) {
        var all = new TreeSet<>(stored.fields().keySet());
        all.addAll(again.fields().keySet());
        for (var name : all) {
            var one = stored.fields().get(name);
            var other = again.fields().get(name);
            if (one instanceof Json.Obj before && other instanceof Json.Obj now) {
                compare(at + name + ".", before, now, names);
            } else if (one == null || !one.equals(other)) {
                names.add(at + name + ": is decided otherwise");
            }
        }
    }
}
