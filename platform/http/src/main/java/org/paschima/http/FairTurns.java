package org.paschima.http;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.paschima.http.auth.Asker;

/**
 * Turns at something that only so many can use at once, shared fairly: no caller has more than a quarter of what the others
 * leave, no tenant more than three quarters of what other tenants leave (but the service itself, {@link Asker#NOBODY}), and of those that wait the tenant that has least,
 * and of it the caller that has least, is next. So who asks for little is served soon, however much somebody else asks for.
 *
 * <p>How many wait is bounded in the same way. Any thread may call any method; a turn begins on the thread that took it, or
 * on the one that gave it back.
 */
public final class FairTurns {

    private static final int CALLERS_PART = 4;

    private final int turns;
    private final int places;
    private final String what;
    private final Map<String, Tenant> tenants = new HashMap<>();

    /** Tenants with somebody who waits; whoever is in it is taken out before what it is ordered by changes. */
    private final NavigableSet<Tenant> waitingTenants = new TreeSet<>(Had.LEAST_FIRST);

    private int taken;
    private int waiting;
    private long served;
    private long known;

    /** What somebody has and had of the turns. */
    private abstract static class Had {
        private static final Comparator<Had> LEAST_FIRST = Comparator.<Had>comparingInt(had -> had.taken)
                .thenComparingLong(had -> had.lastServed)
                .thenComparingLong(had -> had.number);

        /** In which order they came, so that no two are the same. */
        final long number;

        int taken;
        long lastServed;

        Had(long number) {
            this.number = number;
        }
    }

    /** Of one tenant: those of its callers that have a turn or wait for one. */
    private static final class Tenant extends Had {
        private final Map<String, Line> lines = new HashMap<>();

        /** Those that wait, as {@link FairTurns#waitingTenants}. */
        private final NavigableSet<Line> waitingLines = new TreeSet<>(Had.LEAST_FIRST);

        private int waiting;

        Tenant(long number) {
            super(number);
        }
    }

    private static final class Line extends Had {
        private final Asker asker;
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

        Line(long number, Asker asker) {
            super(number);
            this.asker = asker;
        }
    }

    /**
     * Turns to share.
     *
     * @param turns how many may be had at once
     * @param places how many may wait for one
     * @param what the turns are at, for those who are refused
     */
    public FairTurns(int turns, int places, String what) {
        this.turns = turns;
        this.places = places;
        this.what = what;
    }

    /** What came of asking for a turn that is not waited for. */
    public enum Answer {
        TAKEN,
        /** The caller, or its tenant, has its share. */
        SHARE_IS_TAKEN,
        ALL_ARE_TAKEN
    }

    /** Takes a turn if there is one; it is given back with {@link #giveBack}. */
    public synchronized Answer tryTake(Asker asker) {
        if (taken >= turns) {
            return Answer.ALL_ARE_TAKEN;
        }
        if (!mayTake(asker)) {
            return Answer.SHARE_IS_TAKEN;
        }
        take(asker);
        return Answer.TAKEN;
    }

    /**
     * Begins a turn now or when it is the asker's; it is given back with {@link #giveBack}.
     *
     * @throws ShareTakenException when the asker has its share of the places to wait
     * @throws OverloadedException when all places to wait are taken
     */
    public void ask(Asker asker, Runnable turn) {
        if (isAtOnce(asker, turn)) {
            turn.run();
        }
    }

    private synchronized boolean isAtOnce(Asker asker, Runnable turn) {
        if (taken < turns && mayTake(asker)) {
            take(asker);
            return true;
        }
        if (waiting >= places) {
            if (taken < turns) {
                throw new ShareTakenException("you have your share of " + what + "; wait for an answer");
            }
            throw new OverloadedException("too many have or wait for " + what + "; try again");
        }
        var tenant = tenant(asker);
        var line = line(asker);
        int others = waiting - line.waiting.size();
        if (!asker.equals(Asker.NOBODY) && line.waiting.size() >= share(places - others)) {
            throw new ShareTakenException("you have your share of " + what
                    + ", and as many more requests wait as may; wait for their answers");
        }
        if (!asker.equals(Asker.NOBODY) && tenant.waiting >= tenantsShare(places - (waiting - tenant.waiting))) {
            forgetIfIdle(asker);
            throw new ShareTakenException("your studio has its share of " + what + "; try again");
        }
        change(tenant, line, () -> {
            line.waiting.add(turn);
            tenant.waiting++;
        });
        waiting++;
        return false;
    }

    /** Whatever is changed of who may be waiting. */
    private void change(Tenant tenant, Line line, Runnable change) {
        waitingTenants.remove(tenant);
        tenant.waitingLines.remove(line);
        change.run();
        if (!line.waiting.isEmpty()) {
            tenant.waitingLines.add(line);
        }
        if (!tenant.waitingLines.isEmpty()) {
            waitingTenants.add(tenant);
        }
    }

    /** Ends a turn, and begins those of whoever is next. */
    public void giveBack(Asker asker) {
        Optional<Runnable> next;
        synchronized (this) {
            end(asker);
            next = next();
        }
        while (next.isPresent()) {
            next.get().run();
            synchronized (this) {
                next = next();
            }
        }
    }

    private void end(Asker asker) {
        var tenant = tenant(asker);
        var line = line(asker);
        if (line.taken == 0) {
            throw new IllegalStateException("a turn was given back that was not taken");
        }
        change(tenant, line, () -> {
            line.taken--;
            tenant.taken--;
        });
        taken--;
        forgetIfIdle(asker);
    }

    private Optional<Runnable> next() {
        if (waiting == 0 || taken >= turns) {
            return Optional.empty();
        }
        for (var tenant : waitingTenants) {
            if (!mayTake(tenant)) {
                break; // nor may those who have more
            }
            var line = tenant.waitingLines.first();
            if (mayTake(line)) {
                return Optional.of(begin(tenant, line));
            }
        }
        return Optional.empty();
    }

    private Runnable begin(Tenant tenant, Line line) {
        var turn = line.waiting.element();
        change(tenant, line, () -> {
            line.waiting.remove();
            tenant.waiting--;
        });
        waiting--;
        take(line.asker);
        return turn;
    }

    private boolean mayTake(Asker asker) {
        if (asker.equals(Asker.NOBODY)) {
            return true;
        }
        var tenant = tenants.get(asker.tenant());
        if (tenant == null) {
            return true;
        }
        var line = tenant.lines.get(asker.caller());
        return mayTake(tenant) && (line == null || mayTake(line));
    }

    private boolean mayTake(Tenant tenant) {
        return tenant.taken < tenantsShare(turns - (taken - tenant.taken));
    }

    private boolean mayTake(Line line) {
        return line.taken < share(turns - (taken - line.taken));
    }

    private void take(Asker asker) {
        var tenant = tenant(asker);
        var line = line(asker);
        served++;
        change(tenant, line, () -> {
            tenant.lastServed = served;
            line.lastServed = served;
            tenant.taken++;
            line.taken++;
        });
        taken++;
    }

    private static int share(int left) {
        return Math.max(1, left / CALLERS_PART);
    }

    private static int tenantsShare(int left) {
        return Math.max(1, left - left / CALLERS_PART);
    }

    private Tenant tenant(Asker asker) {
        return tenants.computeIfAbsent(asker.tenant(), _ -> new Tenant(known++));
    }

    private Line line(Asker asker) {
        return tenant(asker).lines.computeIfAbsent(asker.caller(), _ -> new Line(known++, asker));
    }

    private void forgetIfIdle(Asker asker) {
        var tenant = tenant(asker);
        var line = line(asker);
        if (line.taken == 0 && line.waiting.isEmpty()) {
            tenant.lines.remove(asker.caller());
        }
        if (tenant.lines.isEmpty()) {
            tenants.remove(asker.tenant());
        }
    }

    /** How many turns are had now. */
    public synchronized int taken() {
        return taken;
    }

    /** How many wait for one. */
    public synchronized int waiting() {
        return waiting;
    }

    /** How many callers are remembered: those that have a turn or wait for one. */
    synchronized int known() {
        return tenants.values().stream().mapToInt(tenant -> tenant.lines.size()).sum();
    }
}
