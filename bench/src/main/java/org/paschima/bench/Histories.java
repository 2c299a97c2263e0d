package org.paschima.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;
import org.paschima.simulator.Studio;

/** A seeded year of many members as messages of the log. */
final class Histories {

    static final String TENANT = "bench";
    static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 31);
    static final int DAYS = 365;
    static final MemberId DECADE = new MemberId(TENANT, "decade");
    static final MemberId MANY_REGIONS = new MemberId(TENANT, "many-regions");
    static final int DECADE_DAYS = 3_652;
    private static final long SEED = 1;

    private Histories() {}

    /** A year of each of these members, numbered from 1, who share with their teacher. */
    static List<Message> years(int first, int last) {
        var messages = new ArrayList<Message>();
        for (int number = first; number <= last; number++) {
            var member = new MemberId(TENANT, "m-%04d".formatted(number));
            messages.add(message(member, FactCodec.changed(new Consents(true, true, false, true, 1)), "consents"));
        }
        messages.addAll(histories(first, last, _ -> DAYS));
        return messages;
    }

    /** One to fourteen days of each. */
    static List<Message> beginners(int first, int last) {
        return histories(first, last, Histories::daysOfBeginner);
    }

    /** Ten years of a member as the others are, and of one who rates so many regions once a day. */
    static List<Message> decades(List<String> regions) {
        var messages = new ArrayList<Message>();
        var alike = Studio.member(TENANT, SEED, 1, LAST_DAY, DECADE_DAYS);
        for (var record : alike.records()) {
            messages.add(message(new Of(DECADE, record)));
        }
        var random = new Random(SEED);
        for (int before = 0; before < DECADE_DAYS; before++) {
            var date = LAST_DAY.minusDays(before);
            var head = new RecordHead(
                    new RecordId("bench", "r-" + before),
                    1,
                    date.atTime(9, 0).atOffset(ZoneOffset.UTC),
                    ZoneOffset.UTC,
                    LocalTime.MIDNIGHT,
                    date);
            var rated = regions.stream()
                    .map(region -> new Tension(region, Side.BOTH, random.nextInt(Tension.MAX + 1)))
                    .toList();
            messages.add(message(new Of(
                    MANY_REGIONS, new MemberRecord.TensionReport(head, rated, null, List.of(), Moment.ROUTINE))));
        }
        return messages;
    }

    /** Gives the records of the same members to who holds them in another way. */
    static void tell(int first, int last, boolean areBeginners, BiConsumer<MemberId, List<MemberRecord>> to) {
        for (int number = first; number <= last; number++) {
            var member = Studio.member(TENANT, SEED, number, LAST_DAY, areBeginners ? daysOfBeginner(number) : DAYS);
            to.accept(member.id(), member.records());
        }
    }

    private static int daysOfBeginner(int number) {
        return 1 + number % 14;
    }

    private static List<Message> histories(int first, int last, IntUnaryOperator days) {
        var messages = new ArrayList<Message>();
        for (int number = first; number <= last; number++) {
            var member = Studio.member(TENANT, SEED, number, LAST_DAY, days.applyAsInt(number));
            for (var record : member.records()) {
                messages.add(message(new Of(member.id(), record)));
            }
        }
        return messages;
    }

    private static Message message(Of of) {
        return message(
                of.member(),
                FactCodec.recorded(of.record()),
                of.record().head().id().id());
    }

    private static Message message(MemberId member, Fact fact, String id) {
        return FactCodec.encode(member, fact, new Envelope(member.key() + "/" + id, "/bench", Instant.EPOCH, null));
    }

    /** A record and whose it is. */
    record Of(MemberId member, MemberRecord record) {}

    /** The first {@code count} records of as many members as it takes, in the order of their instants. */
    static List<Message> timeOrdered(int count) {
        return inOrder(count).stream().map(Histories::message).collect(Collectors.toCollection(ArrayList::new));
    }

    /** The same as records. */
    static List<Of> inOrder(int count) {
        var all = new ArrayList<Of>();
        for (int number = 1; all.size() < count; number++) {
            var member = Studio.member(TENANT, SEED, number, LAST_DAY, DAYS);
            member.records().forEach(record -> all.add(new Of(member.id(), ofNobodyElse(member.id(), record))));
        }
        var kept = new ArrayList<>(all.subList(0, count));
        kept.sort(Comparator.comparing(of -> of.record().head().at().toInstant()));
        return kept;
    }

    /** Whoever holds records by their ids alone, as the sink connector, would take those of two members for one. */
    private static MemberRecord ofNobodyElse(MemberId member, MemberRecord record) {
        var head = record.head();
        var id = new RecordId(
                head.id().source(), member.member() + "." + head.id().clientRecordId());
        return with(
                record, new RecordHead(id, head.version(), head.at(), head.zone(), head.dayStart(), head.localDate()));
    }

    /** The same record under another head. */
    static MemberRecord with(MemberRecord record, RecordHead head) {
        return switch (record) {
            case MemberRecord.Practice practice ->
                new MemberRecord.Practice(
                        head,
                        null,
                        practice.context(),
                        practice.moment(),
                        practice.segments(),
                        practice.before(),
                        practice.after(),
                        practice.stoppedEarly(),
                        practice.concurrent(),
                        practice.note());
            case MemberRecord.PostureCheck check ->
                new MemberRecord.PostureCheck(
                        head,
                        check.position(),
                        check.context(),
                        check.felt(),
                        check.tadasana(),
                        check.observations(),
                        check.breath(),
                        check.tension(),
                        check.comfortable());
            case MemberRecord.TensionReport report ->
                new MemberRecord.TensionReport(head, report.tension(), report.stress(), report.pain(), report.moment());
            case MemberRecord.SymptomReport report ->
                new MemberRecord.SymptomReport(head, report.symptoms(), report.statement(), report.statedByMember());
        };
    }

    /** The same in random order: consecutive records share neither member nor day. */
    static List<Message> interleaved(int count) {
        var messages = timeOrdered(count);
        Collections.shuffle(messages, new Random(SEED));
        return messages;
    }
}
