package org.paschima.insight.odd;

import java.util.List;
import java.util.Random;
import org.paschima.insight.odd.Entry.Felt;

/** Histories drawn by chance: levels that jump now and then, other regions, hours and days at any time, gaps, and bursts. */
public final class OddHistories {

    private static final List<String> REGIONS = List.of("neck", "upper-back", "shoulder", "shoulder-blade", "jaw");
    private static final int DAYS = 180;

    private OddHistories() {}

    public static Diary of(long seed) {
        var random = new Random(seed);
        var diary = new Diary("history " + seed);
        double level = 10 * random.nextDouble();
        double noise = 0.1 + 1.9 * random.nextDouble();
        double share = 0.15 + 0.85 * random.nextDouble();
        double hour = 7 + 14 * random.nextDouble();
        var region = REGIONS.get(random.nextInt(3));
        double jumps = 0.005 + 0.045 * random.nextDouble();
        boolean hasOthers = random.nextBoolean();
        for (int back = DAYS; back >= 0; back--) {
            if (random.nextDouble() < jumps) {
                level = 10 * random.nextDouble();
            }
            if (random.nextDouble() < 0.01) {
                hour = 7 + 14 * random.nextDouble();
                share = random.nextDouble();
            }
            if (hasOthers && random.nextDouble() < 0.02) {
                region = REGIONS.get(random.nextInt(REGIONS.size()));
            }
            if (random.nextDouble() < share) {
                int times = random.nextInt(20) == 0 ? 10 : 1;
                for (int i = 0; i < times; i++) {
                    int value = Diary.scale(level + noise * random.nextGaussian());
                    var felt = new Felt(region, random.nextInt(10) == 0 ? "left" : "both", value);
                    diary.at(hour + i / 60.0).rates(back, List.of(felt), List.of());
                }
            }
        }
        return diary;
    }

    /** Seventeen weeks at one level, three at another that is far off, and more than a week back beyond the first. */
    public static Diary turning(long seed) {
        var random = new Random(seed);
        var diary = new Diary("turning " + seed);
        boolean isLower = random.nextBoolean();
        double noise = 0.2 + 0.6 * random.nextDouble();
        int turn = 7 + random.nextInt(3);
        for (int back = DAYS; back >= 0; back--) {
            double level = back < turn ? 9 : back < turn + 21 ? 3 : 7;
            diary.rates(back, (isLower ? level : 10 - level) + noise * random.nextGaussian());
        }
        return diary;
    }
}
