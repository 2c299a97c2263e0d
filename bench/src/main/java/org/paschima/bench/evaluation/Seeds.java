package org.paschima.bench.evaluation;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.paschima.runtime.command.UsageException;
import org.paschima.simulator.Model;
import org.paschima.simulator.SimulatedMember;
import org.paschima.simulator.Studio;

/**
 * The seeds that are tried, each a studio of so many members. Seeds 1 to 999 are for development; 9000 to 9999 are held
 * out, and refused unless asked for by name (domain.md §6.3).
 *
 * @param members of each seed, numbered from 1
 */
public record Seeds(long first, long last, int members) {

    private static final long DEVELOPMENT_TO = 999;

    private static final long HELD_OUT_FROM = 9_000;
    private static final long HELD_OUT_TO = 9_999;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})-(\\d{1,6})");

    public Seeds {
        if (first < 1 || last < first || members < 1) {
            throw new IllegalArgumentException("seeds are from 1 on, in order, of at least one member each");
        }
    }

    /** Development seeds. */
    public static Seeds development(long first, long last, int members) {
        if (last > DEVELOPMENT_TO) {
            throw new UsageException("seeds above " + DEVELOPMENT_TO + " are not for development; --held-out takes "
                    + HELD_OUT_FROM + " to " + HELD_OUT_TO);
        }
        return new Seeds(first, last, members);
    }

    /** Reads {@code 1-200}. */
    static Seeds parse(String range, int members, boolean heldOut) {
        var match = RANGE.matcher(range);
        if (!match.matches()) {
            throw new UsageException("--seeds takes a range, as 1-200, not " + range);
        }
        long first = Long.parseLong(match.group(1));
        long last = Long.parseLong(match.group(2));
        if (first < 1 || last < first) {
            throw new UsageException("--seeds takes a range in order, from 1 on, not " + range);
        }
        if (!heldOut) {
            return development(first, last, members);
        }
        if (first < HELD_OUT_FROM || last > HELD_OUT_TO) {
            throw new UsageException(
                    "--held-out takes seeds " + HELD_OUT_FROM + " to " + HELD_OUT_TO + ", not " + range);
        }
        return new Seeds(first, last, members);
    }

    /**
     * Three times as many members of each seed: for shares of about one half, whose error of 2,997 is .009, and for what
     * takes a studio of several.
     */
    Seeds tripled() {
        return new Seeds(first, last, 3 * members);
    }

    int all() {
        return Math.toIntExact((last - first + 1) * members);
    }

    int studios() {
        return Math.toIntExact(last - first + 1);
    }

    /** Every member of the model with the history that is evaluated, one after the other. */
    void forEach(Model model, Consumer<SimulatedMember> member) {
        forEach(model, members, Calendar.DAYS, member);
    }

    /** So many members of each seed with a history of so many days. */
    void forEach(Model model, int each, int days, Consumer<SimulatedMember> member) {
        for (long seed = first; seed <= last; seed++) {
            forEach(model, seed, each, days, member);
        }
    }

    static void forEach(Model model, long seed, int each, int days, Consumer<SimulatedMember> member) {
        for (int number = 1; number <= each; number++) {
            member.accept(Studio.member(model, "evaluation", seed, number, Calendar.LAST_DAY, days));
        }
    }
}
