package org.paschima.insight.mongo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.domain.day.CellKey;

/** The cells that ratings are of, each made once for a question; those of regions that nobody asked for are passed over. Used by one thread. */
final class RatedCells {

    private static final int SIDES = 8;

    /** More than there are; looking through more would take longer than making one anew. */
    private static final int MOST_KNOWN = 64;

    private final Set<String> wanted;
    private final List<Region> known = new ArrayList<>();

    /** Where the next one is looked for first: most rate the same regions in the same order again. */
    private int next;

    /**
     * @param wanted regions; empty for all
     */
    RatedCells(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** A region by its bytes, and its cells by the number of their side. */
    @SuppressWarnings("ArrayRecordComponent") // a memory, never compared
    private record Region(
            byte[] bytes,
            String name,
            boolean isWanted,
            @Nullable CellKey[] cells) {}

    /** The next cell, or null if it is of a region that is not wanted. */
    @Nullable
    CellKey read(PieceReader piece) {
        int side = piece.octet();
        var region = region(piece);
        if (!region.isWanted()) {
            return null;
        }
        var cell = region.cells()[side];
        if (cell == null) {
            cell = new CellKey(region.name(), Coded.SIDES.word(side));
            region.cells()[side] = cell;
        }
        return cell;
    }

    private Region region(PieceReader piece) {
        for (int i = 0; i < known.size(); i++) {
            next = next < known.size() ? next : 0;
            var region = known.get(next++);
            if (piece.isNextText(region.bytes())) {
                piece.skipText();
                return region;
            }
        }
        var name = piece.text();
        boolean isWanted = wanted.isEmpty() || wanted.contains(name);
        var region = new Region(name.getBytes(StandardCharsets.UTF_8), name, isWanted, new CellKey[SIDES]);
        if (known.size() < MOST_KNOWN) {
            known.add(region);
        }
        return region;
    }
}
