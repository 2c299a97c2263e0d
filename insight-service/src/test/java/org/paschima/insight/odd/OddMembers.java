package org.paschima.insight.odd;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.paschima.insight.odd.Entry.Felt;

/** Ninety-eight members of whom it is easy to say something foolish: each kind of oddness once, then mixtures of them. */
public final class OddMembers {

    private static final int ALL = 98;

    private final List<Diary> members = new ArrayList<>();

    private OddMembers() {}

    public static List<Diary> all() {
        var odd = new OddMembers();
        odd.steady();
        odd.atOddTimes();
        odd.changing();
        odd.elsewhere();
        odd.practising();
        odd.checking();
        odd.mixed();
        return List.copyOf(odd.members);
    }

    private void member(String name, Consumer<Diary> written) {
        var diary = new Diary(name);
        written.accept(diary);
        members.add(diary);
    }

    private void steady() {
        member("neck and pain at 9 for sixty days", diary -> {
            for (int back = 59; back >= 0; back--) {
                diary.rates(back, List.of(new Felt("neck", "both", 9)), List.of(new Felt("neck", "both", 9)));
            }
        });
        member("zero every day", diary -> diary.daily(83, _ -> 0));
        member("ten every day", diary -> diary.daily(83, _ -> 10));
        member("five every day", diary -> diary.daily(83, _ -> 5));
        member("three every day", diary -> diary.daily(41, _ -> 3));
        member("zero and ten by turns", diary -> diary.daily(83, back -> back % 2 * 10));
        member(
                "two, five or eight and nothing between",
                diary -> diary.daily(83, _ -> 2 + 3 * diary.random().nextInt(3)));
        member("zero and ten by turns, for five days", diary -> diary.daily(4, back -> back % 2 * 10));
        member(
                "mostly three, sometimes ten",
                diary -> diary.daily(83, _ -> diary.random().nextInt(9) == 0 ? 10 : 3));
        member("days that are much like the one before", diary -> {
            double[] day = {0};
            diary.daily(132, _ -> {
                day[0] = 0.9 * day[0] + diary.noise(0.44);
                return 5 + day[0] + diary.noise(0.8);
            });
        });
        member("high and noisy", diary -> diary.daily(83, _ -> 7 + diary.noise(2)));
        member("low and quiet", diary -> diary.daily(83, _ -> 1 + diary.noise(0.4)));
    }

    private void atOddTimes() {
        member("one report ever", diary -> diary.rates(3, 6));
        member(
                "one report of four places",
                diary -> diary.rates(
                        3,
                        List.of(
                                new Felt("neck", "left", 7),
                                new Felt("neck", "right", 7),
                                new Felt("shoulder", "left", 7),
                                new Felt("shoulder", "right", 7)),
                        List.of()));
        member("four reports on one day", diary -> {
            for (int hour = 8; hour < 20; hour += 3) {
                diary.at(hour).rates(2, 6);
            }
        });
        member("ten reports within ten minutes, once a day", diary -> {
            for (int back = 41; back >= 0; back--) {
                double day = 5 + diary.noise(1.5);
                for (int i = 0; i < 10; i++) {
                    diary.rates(Diary.time(back, 18 + i / 60.0), day + diary.noise(0.3), "app");
                }
            }
        });
        member(
                "on weekends only",
                diary -> diary.rates(120, back -> Diary.weekday(back).getValue() > 5, _ -> 4 + diary.noise(1)));
        member(
                "on Mondays only",
                diary -> diary.rates(120, back -> Diary.weekday(back) == DayOfWeek.MONDAY, _ -> 5 + diary.noise(1)));
        member(
                "on workdays, then on weekends",
                diary -> diary.rates(
                        83,
                        back -> Diary.weekday(back).getValue() > 5 == back < 21,
                        back -> (Diary.weekday(back).getValue() > 5 ? 3 : 5) + diary.noise(0.8)));
        member("in the morning, then in the evening", diary -> {
            for (int back = 83; back >= 0; back--) {
                diary.at(back < 21 ? 20 : 8).rates(back, (back < 21 ? 3 : 5) + diary.noise(0.7));
            }
        });
        member(
                "only when it is seven or more",
                diary -> diary.rates(83, back -> back % 3 != 0, _ -> 7 + Math.abs(diary.noise(1))));
        member("three days of the last forty-two", diary -> diary.rates(40, back -> back % 19 == 1, _ -> 5));
        member(
                "stopped reporting sixty days ago",
                diary -> diary.rates(150, back -> back >= 60, _ -> 5 + diary.noise(1)));
        member("two devices that send the same", diary -> {
            for (int back = 62; back >= 0; back--) {
                double value = 5 + diary.noise(1.2);
                diary.rates(Diary.time(back, 10), value, "app").rates(Diary.time(back, 10), value, "watch");
            }
        });
        member("by night", diary -> {
            for (int back = 83; back >= 0; back--) {
                diary.at(1.5 + back % 3).rates(back, 4 + diary.noise(1));
            }
        });
        member(
                "a gap of six weeks",
                diary -> diary.rates(120, back -> back > 70 || back < 28, _ -> 5 + diary.noise(1)));
    }

    private void changing() {
        member("from six to four without noise", diary -> diary.daily(83, back -> back < 28 ? 4 : 6));
        member("from eight to ten", diary -> diary.daily(83, back -> back < 28 ? 10 : 8));
        member("from nine to four", diary -> diary.daily(83, back -> (back < 28 ? 4 : 9) + diary.noise(0.8)));
        member("from two to six", diary -> diary.daily(83, back -> (back < 35 ? 6 : 2) + diary.noise(0.8)));
        member(
                "eased and turned back two weeks ago",
                diary -> diary.daily(97, back -> (back < 14 || back >= 49 ? 6.5 : 3) + diary.noise(0.8)));
        member("slowly from seven to three", diary -> diary.daily(83, back -> 3 + 4 * back / 83.0 + diary.noise(0.8)));
        member("five bad days", diary -> diary.daily(83, back -> (back > 20 && back < 26 ? 9 : 3) + diary.noise(0.8)));
        member("half a point lower", diary -> diary.daily(83, back -> (back < 21 ? 4.5 : 5) + diary.noise(0.6)));
        member(
                "one point and a bit higher",
                diary -> diary.daily(83, back -> (back < 21 ? 6.2 : 5) + diary.noise(0.4)));
    }

    private void elsewhere() {
        member("shoulder blades only", diary -> diary.of("shoulder-blade").daily(119, _ -> 5 + diary.noise(1)));
        member(
                "between neck and shoulder only",
                diary -> diary.of("upper-trapezius").daily(119, _ -> 5 + diary.noise(1)));
        member("lower back only", diary -> diary.of("lower-back").daily(83, _ -> 6 + diary.noise(1)));
        member("jaw only", diary -> diary.of("jaw").daily(83, _ -> 6 + diary.noise(1)));
        member("left side only", diary -> diary.of("shoulder").on("left").daily(83, _ -> 6 + diary.noise(1)));
        member("left eight and right two", diary -> {
            for (int back = 62; back >= 0; back--) {
                diary.rates(
                        back, List.of(new Felt("shoulder", "left", 8), new Felt("shoulder", "right", 2)), List.of());
            }
        });
        member("a stable neck, and later an easy upper back too", diary -> {
            diary.of("neck").daily(83, _ -> 6 + diary.noise(0.5));
            diary.of("upper-back").at(15).daily(20, _ -> 2 + diary.noise(0.5));
        });
        member("pain only", diary -> {
            for (int back = 59; back >= 0; back--) {
                diary.rates(back, List.of(new Felt("hand", "right", 1)), List.of(new Felt("neck", "both", 8)));
            }
        });
    }

    private void practising() {
        member("practised every day until sixty days ago", diary -> {
            for (int back = 150; back >= 60; back--) {
                diary.practises(back, 8, "tadasana", null, null);
            }
        });
        member("practised every day until twenty days ago", diary -> {
            for (int back = 100; back >= 20; back--) {
                diary.practises(back, 8, "tadasana", null, null);
            }
        });
        member("practises every day and rates nothing", diary -> {
            for (int back = 83; back >= 0; back--) {
                diary.practises(back, 8, "back-body-breath", null, null);
            }
        });
        member("practised once", diary -> diary.practises(5, 8, "savasana", 6, 3));
        for (boolean compares : new boolean[] {true, false}) {
            var with = compares ? ", and rates without practice too" : "";
            member("breath eases by two" + with, diary -> twoPractices(diary, -2, 0, compares));
            member("nothing eases" + with, diary -> twoPractices(diary, 0, 0, compares));
            member("the second adds two" + with, diary -> twoPractices(diary, 0, 2, compares));
            member("one practice, when tense" + with, diary -> whenTense(diary, compares));
        }
        member("bow twice among many", diary -> {
            twoPractices(diary, -1, 0, true);
            diary.practises(9, 14, "dhanurasana", 8, 0).practises(4, 14, "dhanurasana", 8, 1);
        });
        member("rates after practice only when it eased", diary -> {
            for (int back = 62; back >= 0; back--) {
                int before = Diary.scale(5 + diary.noise(1.2));
                int after = Diary.scale(5 + diary.noise(1.2));
                diary.practises(back, 9, "tadasana", before, after < before ? (Integer) after : null);
                twoRatings(diary, back);
            }
        });
        member("resting pose always right after breath", diary -> {
            for (int back = 62; back >= 0; back--) {
                int before = Diary.scale(6 + diary.noise(1));
                int after = Diary.scale(4 + diary.noise(1));
                diary.practises(back, 9, "back-body-breath", before, after)
                        .practises(back, 9.25, "savasana", after, Diary.scale(4 + diary.noise(1)));
                twoRatings(diary, back);
            }
        });
    }

    private static void twoPractices(Diary diary, double first, double second, boolean compares) {
        for (int back = 62; back >= 0; back--) {
            double day = 5 + diary.noise(0.8);
            diary.practises(
                    back,
                    8.5,
                    "back-body-breath",
                    Diary.scale(day + diary.noise(0.8)),
                    Diary.scale(day + first + diary.noise(0.8)));
            diary.practises(
                    back,
                    13,
                    "tadasana",
                    Diary.scale(day + diary.noise(0.8)),
                    Diary.scale(day + second + diary.noise(0.8)));
            if (compares) {
                twoRatings(diary, back);
            }
        }
    }

    private static void whenTense(Diary diary, boolean compares) {
        for (int back = 90; back >= 0; back--) {
            double felt = 5 + diary.noise(1.5);
            double later = 5 + diary.noise(1.5);
            if (felt >= 5.5) {
                diary.practises(back, 17, "tadasana", Diary.scale(felt), Diary.scale(later));
            } else if (compares) {
                diary.at(17).rates(back, felt).at(17.5).rates(back, later);
            } else {
                diary.at(17).rates(back, felt);
            }
        }
    }

    private static void twoRatings(Diary diary, int back) {
        double day = 5 + diary.noise(0.8);
        diary.at(18).rates(back, day + diary.noise(0.8)).at(18.75).rates(back, day + diary.noise(0.8));
    }

    private void checking() {
        checks("leans left, upright otherwise", _ -> new int[] {0, -2});
        checks("leans right and forward", _ -> new int[] {-2, 1});
        checks("lifted past neutral", _ -> new int[] {2, 0});
        checks("forward and lifted by turns", back -> new int[] {back / 2 % 2 == 0 ? 2 : -2, 0});
        checks("left and right by turns", back -> new int[] {0, back / 2 % 2 == 0 ? 1 : -1});
        checks("always in the middle", _ -> new int[] {0, 0});
        member(
                "four checks",
                diary ->
                        diary.checks(1, -2, 0).checks(2, -2, 0).checks(3, -2, 0).checks(4, -2, 0));
        member("nothing at all", _ -> {});
    }

    private void checks(String name, java.util.function.IntFunction<int[]> steps) {
        member(name, diary -> {
            for (int back = 41; back >= 0; back -= 2) {
                var step = steps.apply(back);
                diary.checks(back, step[0], step[1]);
            }
        });
    }

    /** Several oddities at once. */
    private void mixed() {
        var regions = List.of("neck", "shoulder", "upper-back", "shoulder-blade", "lower-back", "jaw");
        var practices = List.of("back-body-breath", "tadasana", "savasana", "dhanurasana");
        for (int i = members.size() + 1; i <= ALL; i++) {
            member("mixture " + i, diary -> {
                var random = diary.random();
                int from = 20 + random.nextInt(130);
                int until = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
                double level = random.nextInt(11);
                double sd = random.nextDouble() * 2;
                double step = random.nextInt(3) == 0 ? random.nextInt(9) - 4 : 0;
                double share = random.nextDouble();
                var region = regions.get(random.nextInt(regions.size()));
                boolean practises = random.nextBoolean();
                boolean checks = random.nextInt(3) == 0;
                for (int back = from; back >= until; back--) {
                    double value = level + (back < 25 ? step : 0) + diary.noise(sd);
                    if (random.nextDouble() < share) {
                        diary.of(region).at(7 + 14 * random.nextDouble()).rates(back, value);
                    }
                    if (practises && random.nextInt(3) > 0) {
                        var practice = practices.get(random.nextInt(practices.size()));
                        Integer after = random.nextInt(4) == 0 ? null : Diary.scale(value - 1 + diary.noise(1));
                        diary.practises(back, 12, practice, Diary.scale(value), after);
                    }
                    if (checks && random.nextInt(2) == 0) {
                        diary.checks(back, random.nextInt(5) - 2, random.nextInt(3) - 1);
                    }
                }
            });
        }
    }
}
