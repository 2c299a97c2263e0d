package org.paschima.runtime.zone;

import java.time.zone.ZoneRules;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of a zone, made when they are first asked for: a process uses few of the 600, and should start at once. */
final class OnDemand implements Supplier<ZoneRules> {

    private final Supplier<ZoneRules> maker;
    private volatile @Nullable ZoneRules made;

    OnDemand(Supplier<ZoneRules> maker) {
        this.maker = maker;
    }

    @Override
    public ZoneRules get() {
        var rules = made;
        if (rules == null) {
            rules = maker.get(); // made twice by two threads at most, and equal then
            made = rules;
        }
        return rules;
    }
}
