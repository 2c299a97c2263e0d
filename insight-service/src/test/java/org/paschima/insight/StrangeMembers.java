package org.paschima.insight;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture.Told;

/**
 * Sixty members as no model draws them: people who work by night, share an account, travel, speak at three in the morning, use
 * three numbers only, or take everything back. Each kind lives at four levels of tension.
 */
final class StrangeMembers {

    static final LocalDate LAST = LocalDate.of(2026, 2, 15);

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> ZONES =
            List.of("Asia/Tokyo", "America/Los_Angeles", "Pacific/Auckland", "Australia/Lord_Howe", "America/Havana");
    private static final List<String> TEN = List.of(
            "neck",
            "cervical-spine",
            "upper-back",
            "mid-back",
            "lower-back",
            "shoulder",
            "shoulder-blade",
            "upper-trapezius",
            "jaw",
            "head");
    private static final int[] LEVELS = {2, 4, 6, 8};

    private final Map<String, List<Told>> members = new LinkedHashMap<>();

    private StrangeMembers() {}

    /** What each of them told, by what is strange about them. */
    static Map<String, List<Told>> of(String tenant) {
        var strange = new StrangeMembers();
        for (int level : LEVELS) {
            strange.write(tenant, level);
        }
        return strange.members;
    }

    /** One member's book; days are counted back from the last. */
    private static final class Book {
        private final MemberId member;
        private final Random random;
        private final List<Told> told = new ArrayList<>();
        private final List<MemberRecord> records = new ArrayList<>();
        private ZoneId zone = BERLIN;
        private String source = "app";

        Book(MemberId member, long seed) {
            this.member = member;
            this.random = new Random(seed);
        }

        double noise(double sd) {
            return sd * random.nextGaussian();
        }

        RecordHead head(int back, double hour) {
            var at = LAST.minusDays(back)
                    .atStartOfDay(zone)
                    .plusSeconds(Math.round(hour * 3600))
                    .toOffsetDateTime();
            return head(at, new RecordId(source, "r-" + records.size()), 1);
        }

        private RecordHead head(OffsetDateTime at, RecordId id, long version) {
            return new RecordHead(
                    id, version, at, zone, LocalTime.MIDNIGHT, LocalDays.of(at.toInstant(), zone, LocalTime.MIDNIGHT));
        }

        void tell(MemberRecord record) {
            records.add(record);
            told.add(new Told(member, FactCodec.recorded(record)));
        }

        void rate(int back, double hour, double value) {
            rate(back, hour, List.of(new Tension("neck", Side.BOTH, scale(value))));
        }

        void rate(int back, double hour, List<Tension> tension) {
            tell(new TensionReport(head(back, hour), tension, null, List.of(), Moment.ROUTINE));
        }

        void practise(int back, double hour, String practice, @Nullable Integer before, @Nullable Integer after) {
            var head = head(back, hour);
            tell(new Practice(
                    head,
                    head.at().plusMinutes(8),
                    "mat",
                    Moment.ROUTINE,
                    List.of(new Segment(practice, 8, Side.BOTH, null, List.of(), null)),
                    rated(before),
                    rated(after),
                    false,
                    List.of(),
                    null));
        }

        void check(int back, double hour, int frontBack, int sideSide) {
            tell(new PostureCheck(
                    head(back, hour),
                    Position.SITTING,
                    "desk",
                    new Felt(frontBack, sideSide),
                    null,
                    List.of(),
                    null,
                    List.of(),
                    null));
        }

        void daily(int days, double hour, IntToDoubleFunction value) {
            for (int back = days - 1; back >= 0; back--) {
                rate(back, hour, value.applyAsDouble(back));
            }
        }

        private static @Nullable Ratings rated(@Nullable Integer value) {
            return value == null ? null : new Ratings(List.of(new Tension("neck", Side.BOTH, value)), null, null);
        }
    }

    private static int scale(double value) {
        return Math.clamp(Math.round(value), 0, 10);
    }

    private interface Written {
        void in(Book book, int level);
    }

    private void member(String tenant, String name, int level, Written written) {
        var book = new Book(new MemberId(tenant, "s-" + members.size()), (name + level).hashCode());
        written.in(book, level);
        members.put(name + ", around " + level, book.told);
    }

    private void write(String tenant, int level) {
        member(tenant, "a week of nights, a week of days", level, (book, usual) -> {
            for (int back = 125; back >= 0; back--) {
                boolean isNight = back / 7 % 2 == 0;
                book.rate(back, isNight ? 3.5 : 14, usual + (isNight ? 1.5 : 0) + book.noise(0.8));
                book.rate(back, isNight ? 6.5 : 20, usual + (isNight ? 2 : 1) + book.noise(0.8));
            }
        });
        member(tenant, "two people in one account", level, (book, usual) -> {
            for (int back = 97; back >= 0; back--) {
                book.rate(back, 8, usual - 2 + book.noise(0.4));
                book.rate(back, 8.3, usual + 2 + book.noise(0.4));
            }
        });
        member(tenant, "by voice at three in the morning, with practice", level, (book, usual) -> {
            for (int back = 97; back >= 0; back--) {
                if (book.random.nextInt(3) > 0) {
                    book.practise(
                            back,
                            3,
                            "back-body-breath",
                            scale(usual + 1 + book.noise(1)),
                            scale(usual + book.noise(1)));
                    book.rate(back, 4.5, usual + book.noise(1));
                }
            }
        });
        member(tenant, "the same number for half a year, bad days left out", level, (book, usual) -> {
            for (int back = 181; back >= 0; back--) {
                if (back % 11 != 0) {
                    book.rate(back, 9, usual);
                }
            }
        });
        member(
                tenant,
                "zero, five and ten only",
                level,
                (book, usual) ->
                        book.daily(111, 19, _ -> 5.0 * Math.clamp(Math.round((usual + book.noise(3)) / 5), 0, 2)));
        member(tenant, "ten regions at once", level, (book, usual) -> {
            for (int back = 69; back >= 0; back--) {
                double day = book.noise(1);
                var tension = new ArrayList<Tension>();
                for (int i = 0; i < TEN.size(); i++) {
                    tension.add(new Tension(TEN.get(i), Side.BOTH, scale(usual + day + i % 4 - 1.5 + book.noise(0.5))));
                }
                book.rate(back, 21, tension);
            }
        });
        member(tenant, "once a month for five years", level, (book, usual) -> {
            for (int month = 60; month >= 0; month--) {
                book.rate(30 * month + 2, 10, usual + book.noise(1.5));
            }
        });
        member(tenant, "ten reports an hour for two weeks", level, (book, usual) -> {
            for (int back = 13; back >= 0; back--) {
                for (int i = 0; i < 120; i++) {
                    book.rate(back, 8 + i / 10.0, usual + 2 * Math.sin(i / 20.0) + book.noise(0.5));
                }
            }
        });
        member(tenant, "in another zone each week", level, (book, usual) -> {
            for (int back = 118; back >= 0; back--) {
                book.zone = back / 7 % 2 == 0 ? BERLIN : ZoneId.of(ZONES.get(back / 14 % ZONES.size()));
                book.rate(back, 7, usual + book.noise(0.7));
                book.rate(back, 22, usual + 1 + book.noise(0.7));
            }
        });
        member(tenant, "took everything back", level, (book, usual) -> {
            book.daily(60, 10, _ -> usual + book.noise(1));
            for (int back = 40; back >= 0; back--) {
                book.practise(back, 18, "tadasana", 6, 4);
                book.check(back, 12, -2, 1);
            }
            for (var record : List.copyOf(book.records)) {
                book.told.add(new Told(
                        book.member,
                        FactCodec.deleted(record.head().id(), 2, OffsetDateTime.parse("2026-02-15T23:00:00+01:00"))));
            }
        });
        member(tenant, "corrected everything by two, later", level, (book, usual) -> {
            book.daily(80, 10, _ -> usual + 2 + book.noise(0.6));
            for (var record : List.copyOf(book.records)) {
                var report = (TensionReport) record;
                int told = report.tension().getFirst().value();
                var head = report.head();
                book.told.add(new Told(
                        book.member,
                        FactCodec.recorded(new TensionReport(
                                new RecordHead(head.id(), 2, head.at(), head.zone(), head.dayStart(), head.localDate()),
                                List.of(new Tension("neck", Side.BOTH, Math.max(0, told - 2))),
                                null,
                                List.of(),
                                Moment.ROUTINE))));
            }
        });
        member(tenant, "the same phone and watch, rounded apart", level, (book, usual) -> {
            for (int back = 83; back >= 0; back--) {
                double value = usual + book.noise(1);
                book.source = "phone";
                book.rate(back, 9, value);
                book.source = "watch";
                book.rate(back, 9.01, value + 0.4);
            }
        });
        member(tenant, "practises ten times a day and it stings", level, (book, usual) -> {
            for (int back = 55; back >= 0; back--) {
                for (int i = 0; i < 10; i++) {
                    int before = scale(usual + book.noise(0.8));
                    book.practise(back, 6.5 + 1.6 * i, "bhujangasana", before, scale(before + 1.6 + book.noise(0.5)));
                }
            }
        });
        member(tenant, "from both sides to the left one only", level, (book, usual) -> {
            for (int back = 97; back >= 0; back--) {
                var left = new Tension("shoulder", Side.LEFT, scale(usual + 2 + book.noise(0.6)));
                var right = new Tension("shoulder", Side.RIGHT, scale(usual - 2 + book.noise(0.6)));
                book.rate(back, 9, back > 35 ? List.of(left, right) : List.of(left));
                book.check(back, 13, 0, back > 35 ? 0 : -2);
            }
        });
        member(tenant, "a month at the sea every other month", level, (book, usual) -> {
            for (int back = 179; back >= 0; back--) {
                boolean isAway = back / 30 % 2 == 0;
                book.rate(back, 18, usual - (isAway ? 2 : 0) + book.noise(0.7));
                if (isAway && back % 2 == 0) {
                    book.practise(
                            back, 7, "savasana", scale(usual + book.noise(0.7)), scale(usual - 2 + book.noise(0.7)));
                }
            }
        });
    }
}
