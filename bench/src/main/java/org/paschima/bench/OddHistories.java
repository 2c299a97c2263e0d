package org.paschima.bench;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.Method;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;

/** Histories that cost a fold more than records that come one after the other and stay as they are. */
final class OddHistories {

    private static final long SEED = 1;
    private static final double PERCENT = 100;

    private final List<Message> messages = new ArrayList<>();

    private OddHistories() {}

    private record Told(MemberId member, MemberRecord record) {}

    /**
     * Records in the order of time, and after so many of a hundred of them a change of one that was told before: a third are
     * corrections on the same day, a third move to the day before, a third are deletions.
     */
    static List<Message> changed(int records, int percent) {
        var made = new OddHistories();
        var random = new Random(SEED);
        var told = new ArrayList<Told>();
        for (var each : Histories.inOrder(records)) {
            made.add(each.member(), FactCodec.recorded(each.record()));
            told.add(new Told(each.member(), each.record()));
            if (random.nextInt((int) PERCENT) < percent) {
                made.change(told, random);
            }
        }
        return made.messages;
    }

    private void change(List<Told> told, Random random) {
        int which = random.nextInt(told.size());
        var before = told.get(which);
        var head = before.record().head();
        switch (random.nextInt(3)) {
            case 0 -> change(told, which, Histories.with(before.record(), next(head, 0)));
            case 1 -> change(told, which, Histories.with(before.record(), next(head, 1)));
            default -> {
                add(before.member(), FactCodec.deleted(head.id(), head.version() + 1, head.at()));
                told.set(which, told.getLast());
                told.removeLast();
            }
        }
    }

    private void change(List<Told> told, int which, MemberRecord after) {
        var member = told.get(which).member();
        add(member, FactCodec.recorded(after));
        told.set(which, new Told(member, after));
    }

    private static RecordHead next(RecordHead head, int daysBefore) {
        return new RecordHead(
                head.id(),
                head.version() + 1,
                head.at().minusDays(daysBefore),
                head.zone(),
                head.dayStart(),
                head.localDate().minusDays(daysBefore));
    }

    /** What a wearable measures, second after second of one day for each of so many members. */
    static List<Message> wearable(int checks, int members) {
        var made = new OddHistories();
        var random = new Random(SEED);
        var midnight = Histories.LAST_DAY.atStartOfDay().atOffset(ZoneOffset.UTC);
        for (int number = 0; number < checks; number++) {
            var member = new MemberId(Histories.TENANT, "w-" + number % members);
            var at = midnight.plusNanos((long) number * (24 * 3_600_000_000_000L / checks));
            var head = new RecordHead(
                    new RecordId("wearable", "c-" + number),
                    1,
                    at,
                    ZoneOffset.UTC,
                    LocalTime.MIDNIGHT,
                    Histories.LAST_DAY);
            var measured =
                    new MemberRecord.Observation("cva", 45 + random.nextInt(10), Method.APP, Side.BOTH, "band", null);
            made.add(
                    member,
                    FactCodec.recorded(new MemberRecord.PostureCheck(
                            head, null, null, null, null, List.of(measured), null, List.of(), null)));
        }
        return made.messages;
    }

    private void add(MemberId member, Fact fact) {
        var id = member.key() + "/" + messages.size();
        messages.add(FactCodec.encode(member, fact, new Envelope(id, "/bench", Instant.EPOCH, null)));
    }
}
