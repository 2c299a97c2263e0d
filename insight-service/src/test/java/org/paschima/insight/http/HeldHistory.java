package org.paschima.insight.http;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.paschima.contract.MemberId;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.RecordedDays;
import org.paschima.insight.store.Snapshot;

/** A history of no days that is given only when it is let go, and that notices when somebody looks into its days. */
final class HeldHistory extends NoHistory {

    private volatile CountDownLatch asked = new CountDownLatch(1);
    private volatile CountDownLatch given = new CountDownLatch(1);
    private volatile boolean isWorkedOn;

    void hold() {
        asked = new CountDownLatch(1);
        given = new CountDownLatch(1);
    }

    void letGo() {
        given.countDown();
    }

    boolean isWorkedOn() {
        return isWorkedOn;
    }

    void awaitAsked() throws InterruptedException {
        if (!asked.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was asked");
        }
    }

    private final class Watched extends TreeMap<LocalDate, DayCells> {
        private static final long serialVersionUID = 1;

        @Override
        public Set<Map.Entry<LocalDate, DayCells>> entrySet() {
            isWorkedOn = true;
            return super.entrySet();
        }

        @Override
        public Collection<DayCells> values() {
            isWorkedOn = true;
            return super.values();
        }

        @Override
        public Set<LocalDate> keySet() {
            isWorkedOn = true;
            return super.keySet();
        }

        @Override
        public void forEach(BiConsumer<? super LocalDate, ? super DayCells> action) {
            isWorkedOn = true;
            super.forEach(action);
        }

        @Override
        public SortedMap<LocalDate, DayCells> subMap(LocalDate from, LocalDate to) {
            isWorkedOn = true;
            return super.subMap(from, to);
        }

        @Override
        public NavigableMap<LocalDate, DayCells> subMap(
                LocalDate from, boolean withFrom, LocalDate to, boolean withTo) {
            isWorkedOn = true;
            return super.subMap(from, withFrom, to, withTo);
        }

        @Override
        public SortedMap<LocalDate, DayCells> tailMap(LocalDate from) {
            isWorkedOn = true;
            return super.tailMap(from);
        }

        @Override
        public SortedMap<LocalDate, DayCells> headMap(LocalDate to) {
            isWorkedOn = true;
            return super.headMap(to);
        }
    }

    private RecordedDays held() {
        asked.countDown();
        try {
            given.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new RecordedDays(new Watched(), Optional.empty());
    }

    @Override
    public Snapshot<RecordedDays> days(
            MemberId member, LocalDate from, LocalDate to, Set<DayPart> parts, Set<String> regions) {
        var seen = super.days(member, from, to, parts, regions);
        return new Snapshot<>(seen.asOf(), seen.revision(), held());
    }
}
