package org.paschima.contract.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that are found by the bytes of their word, without a text being made of the bytes. Words are ASCII. */
public final class Known<T> {

    private final List<T> values;
    private final byte[][] words;
    private final int[] places;
    private final int mask;

    private Known(List<T> values) {
        int size = Integer.highestOneBit(Math.max(1, values.size())) * 4;
        this.values = values;
        this.words = new byte[size][];
        this.places = new int[size];
        this.mask = size - 1;
    }

    /** These values by their words, of which each is another. */
    public static <T> Known<T> of(Collection<T> values, Function<? super T, String> word) {
        var known = new Known<T>(List.copyOf(values));
        for (int place = 0; place < known.values.size(); place++) {
            known.put(word.apply(known.values.get(place)).getBytes(StandardCharsets.US_ASCII), place);
        }
        return known;
    }

    private void put(byte[] word, int place) {
        int slot = slot(word, 0, word.length);
        if (words[slot] != null) {
            throw new IllegalArgumentException("two values have one word");
        }
        words[slot] = word;
        places[slot] = place;
    }

    /** The value whose word these bytes are; null when there is none. */
    public @Nullable T find(byte[] bytes, int from, int to) {
        int place = place(bytes, from, to);
        return place < 0 ? null : values.get(place);
    }

    /** The place, from 0, of the value whose word these bytes are; -1 when there is none. */
    int place(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to);
        return words[slot] == null ? -1 : places[slot];
    }

    T value(int place) {
        return values.get(place);
    }

    /** Where the word is, or where it would be; half of the slots are free at least. */
    private int slot(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ hash >>> 7) & mask;
        while (words[slot] != null && !Arrays.equals(words[slot], 0, words[slot].length, bytes, from, to)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
