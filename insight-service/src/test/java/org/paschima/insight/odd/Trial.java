package org.paschima.insight.odd;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/** A kind of member whose truth is known, written many times with other chances. */
public record Trial(String name, List<Diary> members) {

    private static final int DAYS = 132;
    private static final int STEP_BACK = 70;

    private static Trial of(String name, int count, Consumer<Diary> written) {
        var members = new ArrayList<Diary>();
        for (int i = 0; i < count; i++) {
            var diary = new Diary(name + i);
            written.accept(diary);
            members.add(diary);
        }
        return new Trial(name, members);
    }

    /** Members whose tension never changes. */
    public static List<Trial> withoutChange(int count) {
        return List.of(
                of("heavy tails", count, diary -> diary.daily(DAYS, _ -> 5 + heavy(diary))),
                of("thresholds of one's own", count, diary -> diary.daily(DAYS, _ -> threshold(5 + diary.noise(1.2)))),
                of(
                        "one side only, some days",
                        count,
                        diary -> diary.of("shoulder")
                                .on("left")
                                .rates(DAYS, back -> back % 5 < 3, _ -> 4 + diary.noise(1.3))),
                of("days alike by half", count, diary -> alike(diary, 0.5, _ -> 5)),
                of("days alike by .8", count, diary -> alike(diary, 0.8, _ -> 5)),
                of("days alike by .9", count, diary -> alike(diary, 0.9, _ -> 5)),
                of("low and alike by .9", count, diary -> alike(diary, 0.9, _ -> 3)));
    }

    /** Days that go on whether they are told or not, around a level; they vary by 1, two of three are told, with an error of 0.8. */
    private static void alike(Diary diary, double memory, IntToDoubleFunction level) {
        double day = diary.noise(1);
        for (int back = DAYS; back >= 0; back--) {
            day = memory * day + diary.noise(Math.sqrt(1 - memory * memory));
            if (back % 3 > 0) {
                diary.rates(back, level.applyAsDouble(back) + day + diary.noise(0.8));
            }
        }
    }

    /** Members who are two points lower for the last ten weeks. */
    public static List<Trial> lowerByTwo(int count) {
        return List.of(
                of("heavy tails", count, diary -> diary.daily(DAYS, back -> lowered(5, back) + 0.6 * heavy(diary))),
                of("days alike by .3", count, diary -> alike(diary, 0.3, back -> lowered(5, back))),
                of("days alike by half", count, diary -> alike(diary, 0.5, back -> lowered(5, back))),
                of("low and alike by half", count, diary -> alike(diary, 0.5, back -> lowered(3, back))));
    }

    /** The same with hardly any noise. */
    public static Trial lowerByTwoWithoutNoise(int count) {
        return of("hardly any noise", count, diary -> diary.daily(DAYS, back -> lowered(6, back) + diary.noise(0.2)));
    }

    private static double lowered(double level, int back) {
        return back < STEP_BACK ? level - 2 : level;
    }

    /** The first lower day of those who are. */
    public static LocalDate lowerFrom() {
        return Diary.LAST.minusDays(STEP_BACK - 1L);
    }

    /** Members who practise what does nothing. */
    public static List<Trial> withoutEffect(int count) {
        return List.of(
                of("in the evening, when tension falls anyway", count, diary -> {
                    for (int back = 90; back >= 0; back--) {
                        double day = 5 + diary.noise(1);
                        double early = 7 + 2 * diary.random().nextDouble();
                        double late = 20 + 2 * diary.random().nextDouble();
                        double between = 10 + 8 * diary.random().nextDouble();
                        diary.practises(
                                back, early, "tadasana", felt(diary, day, early), felt(diary, day, early + 1 / 6.0));
                        diary.practises(
                                back, late, "savasana", felt(diary, day, late), felt(diary, day, late + 1 / 6.0));
                        diary.at(between).rates(back, felt(diary, day, between));
                        if (back % 3 == 0) {
                            diary.at(between + 1).rates(back, felt(diary, day, between + 1));
                        }
                    }
                }),
                of("when tense, never rated without", count, diary -> {
                    for (int back = 90; back >= 0; back--) {
                        double day = 5 + diary.noise(1);
                        int felt = Diary.scale(day + diary.noise(1.5));
                        if (felt >= 6) {
                            diary.practises(back, 17, "tadasana", felt, Diary.scale(day + diary.noise(1.5)));
                        } else {
                            diary.at(17).rates(back, felt);
                        }
                    }
                }),
                of("rated after only where it eased", count, diary -> {
                    for (int back = 90; back >= 0; back--) {
                        double day = 5 + diary.noise(1);
                        int before = Diary.scale(day + diary.noise(1));
                        int after = Diary.scale(day + diary.noise(1));
                        diary.practises(back, 9, "tadasana", before, after < before ? (Integer) after : null);
                        diary.at(15).rates(back, day + diary.noise(1)).at(16).rates(back, day + diary.noise(1));
                    }
                }));
    }

    /** With a wave of 1.5 that is highest at 17 h. */
    private static int felt(Diary diary, double day, double hour) {
        return Diary.scale(day + 1.5 * Math.cos(2 * Math.PI * (hour - 17) / 24) + diary.noise(0.8));
    }

    /** Student's t with three degrees of freedom, a good deal wider than normal. */
    private static double heavy(Diary diary) {
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            squares += Math.pow(diary.noise(1), 2);
        }
        return diary.noise(1) / Math.sqrt(squares / 3);
    }

    /** Somebody who only ever says 2, 4, 5, 7 or 9. */
    private static double threshold(double felt) {
        if (felt < 3.5) {
            return 2;
        }
        if (felt < 4.6) {
            return 4;
        }
        if (felt < 5.8) {
            return 5;
        }
        return felt < 7.2 ? 7 : 9;
    }
}
