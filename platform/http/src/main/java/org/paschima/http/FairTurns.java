package org.paschima.http;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    private int taken;
    private int waiting;
    private long served;

    /** Of one tenant: those of its callers that have a turn or wait for one. */
    private static final class Tenant {
        private final Map<String, Line> lines = new HashMap<>();
        private int taken;
        private int waiting;
        private long lastServed;
    }

    private static final class Line {
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private int taken;
        private long lastServed;
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
        line.waiting.add(turn);
        tenant.waiting++;
        waiting++;
        return false;
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
        line.taken--;
        tenant.taken--;
        taken--;
        forgetIfIdle(asker);
    }

    private Optional<Runnable> next() {
        if (waiting == 0 || taken >= turns) {
            return Optional.empty();
        }
        var next = tenants.entrySet().stream()
                .filter(tenant -> tenant.getValue().waiting > 0 && mayTake(tenant.getValue()))
                .flatMap(tenant -> tenant.getValue().lines.entrySet().stream()
                        .filter(line -> !line.getValue().waiting.isEmpty() && mayTake(line.getValue()))
                        .map(line -> new Candidate(
                                new Asker(tenant.getKey(), line.getKey()), tenant.getValue(), line.getValue())))
                .min(Candidate.LEAST_FIRST);
        return next.map(candidate -> {
            var turn = candidate.line.waiting.remove();
            candidate.tenant.waiting--;
            waiting--;
            take(candidate.asker);
            return turn;
        });
    }

    private record Candidate(Asker asker, Tenant tenant, Line line) {
        static final Comparator<Candidate> LEAST_FIRST = Comparator.<Candidate>comparingInt(each -> each.tenant.taken)
                .thenComparingLong(each -> each.tenant.lastServed)
                .thenComparingInt(each -> each.line.taken)
                .thenComparingLong(each -> each.line.lastServed);
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
        tenant.lastServed = served;
        line.lastServed = served;
        tenant.taken++;
        line.taken++;
        taken++;
    }

    private static int share(int left) {
        return Math.max(1, left / CALLERS_PART);
    }

    private static int tenantsShare(int left) {
        return Math.max(1, left - left / CALLERS_PART);
    }

    private Tenant tenant(Asker asker) {
        return tenants.computeIfAbsent(asker.tenant(), _ -> new Tenant());
    }

    private Line line(Asker asker) {
        return tenant(asker).lines.computeIfAbsent(asker.caller(), _ -> new Line());
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
