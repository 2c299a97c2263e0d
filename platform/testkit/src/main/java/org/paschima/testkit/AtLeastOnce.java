package org.paschima.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What at-least-once delivery without any order may make of a list: shuffled, repeated, cut anywhere. */
public final class AtLeastOnce {

    private AtLeastOnce() {}

    /** Every item one to three times, in random order. */
    public static <T> List<T> disordered(List<T> items, Random random) {
        var delivered = new ArrayList<T>();
        for (var item : items) {
            for (int i = 0, times = 1 + random.nextInt(3); i < times; i++) {
                delivered.add(item);
            }
        }
        Collections.shuffle(delivered, random);
        return delivered;
    }

    /** The items in their order, cut into batches of one to {@code largest}. */
    public static <T> List<List<T>> batches(List<T> items, int largest, Random random) {
        var batches = new ArrayList<List<T>>();
        for (int from = 0; from < items.size(); ) {
            int to = Math.min(items.size(), from + 1 + random.nextInt(largest));
            batches.add(List.copyOf(items.subList(from, to)));
            from = to;
        }
        return batches;
    }
}
