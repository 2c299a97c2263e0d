package org.paschima.insight.domain.day;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a day in two arrays, of which days with the same regions and sides share that of the keys: a tree for each day
 * would be larger than what is in it. Immutable.
 */
@SuppressWarnings("JdkObsolete") // as the maps of a day are
final class CellTable extends AbstractMap<CellKey, TensionCell> implements SortedMap<CellKey, TensionCell> {

    private final CellKey[] keys;
    private final TensionCell[] cells;

    /**
     * @param keys in order, each once; taken over as the cells are
     */
    CellTable(CellKey[] keys, TensionCell[] cells) {
        this.keys = keys;
        this.cells = cells;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public @Nullable TensionCell get(@Nullable Object key) {
        int place = key instanceof CellKey cell ? Arrays.binarySearch(keys, cell) : -1;
        return place < 0 ? null : cells[place];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public void forEach(BiConsumer<? super CellKey, ? super TensionCell> action) {
        for (int i = 0; i < keys.length; i++) {
            action.accept(keys[i], cells[i]);
        }
    }

    @Override
    public @Nullable Comparator<? super CellKey> comparator() {
        return null;
    }

    @Override
    public SortedMap<CellKey, TensionCell> subMap(CellKey from, CellKey to) {
        return between(first(from), first(to));
    }

    @Override
    public SortedMap<CellKey, TensionCell> headMap(CellKey to) {
        return between(0, first(to));
    }

    @Override
    public SortedMap<CellKey, TensionCell> tailMap(CellKey from) {
        return between(first(from), keys.length);
    }

    private SortedMap<CellKey, TensionCell> between(int from, int to) {
        return new CellTable(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(cells, from, to));
    }

    /** The place of the first that is not before a key. */
    private int first(CellKey key) {
        int place = Arrays.binarySearch(keys, key);
        return place < 0 ? -place - 1 : place;
    }

    @Override
    public CellKey firstKey() {
        return key(0);
    }

    @Override
    public CellKey lastKey() {
        return key(keys.length - 1);
    }

    private CellKey key(int place) {
        if (keys.length == 0) {
            throw new NoSuchElementException("no cell");
        }
        return keys[place];
    }

    @Override
    public Set<Entry<CellKey, TensionCell>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public Iterator<Entry<CellKey, TensionCell>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < keys.length;
                    }

                    @Override
                    public Entry<CellKey, TensionCell> next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException("no cell more");
                        }
                        return new SimpleImmutableEntry<>(keys[next], cells[next++]);
                    }
                };
            }
        };
    }
}
