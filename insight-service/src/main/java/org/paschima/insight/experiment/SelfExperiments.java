package org.paschima.insight.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.Screening;
import org.paschima.contract.catalog.Catalog;
import org.paschima.insight.domain.experiment.Clearance;
import org.paschima.insight.domain.experiment.FairCoin;
import org.paschima.insight.domain.experiment.SelfExperiment;
import org.paschima.insight.domain.experiment.SelfExperiment.Draw;
import org.paschima.insight.domain.experiment.SelfExperiment.Drawn;
import org.paschima.insight.store.Experiments;
import org.paschima.insight.store.MemberHistory;
import org.paschima.log.StoreUnavailableException;

/**
 * Begins, draws and ends self-experiments. Whether the practices are cleared is asked before the first draw and before every
 * other, of all that is folded by then. Calls block.
 */
public final class SelfExperiments {

    /** Others change the same experiment at most a few times in a row: they are devices of one member. */
    private static final int ATTEMPTS = 10;

    private final Experiments kept;
    private final MemberHistory history;
    private final FairCoin coin;

    public SelfExperiments(Experiments kept, MemberHistory history, FairCoin coin) {
        this.kept = kept;
        this.history = history;
        this.coin = coin;
    }

    /**
     * Why chance may not decide between two practices.
     *
     * @param place 0 or 1, the practice it is about; null for a care matter, which is about all
     * @param detail a whole sentence
     */
    public record Unsafe(@Nullable Integer place, String code, String detail) {}

    /** What became of beginning one. */
    public sealed interface Begun {
        record Kept(SelfExperiment experiment) implements Begun {}

        record Refused(List<Unsafe> because) implements Begun {}

        record AnotherIsOpen(String id) implements Begun {}

        /** The idempotency key was used for another request. */
        record KeyWasUsed() implements Begun {}
    }

    /** What became of asking for a draw. */
    public sealed interface Decided {
        /** What the experiment said. */
        record Answered(Drawn drawn) implements Decided {}

        record Refused(List<Unsafe> because) implements Decided {}

        record NoSuchExperiment() implements Decided {}
    }

    /** The id that a client's idempotency key stands for. */
    public String idOf(MemberId member, String idempotencyKey) {
        return coin.experimentId(member, idempotencyKey);
    }

    public Begun begin(MemberId member, SelfExperiment wanted) {
        var before = kept.find(member, wanted.id());
        if (before.isPresent()) {
            return before.get().isSameRequest(wanted) ? new Begun.Kept(before.get()) : new Begun.KeyWasUsed();
        }
        var unsafe = unsafe(member, wanted);
        if (!unsafe.isEmpty()) {
            return new Begun.Refused(unsafe);
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (kept.add(member, wanted)) {
                return new Begun.Kept(wanted);
            }
            var same = kept.find(member, wanted.id());
            if (same.isPresent()) {
                return same.get().isSameRequest(wanted) ? new Begun.Kept(same.get()) : new Begun.KeyWasUsed();
            }
            var other = kept.open(member);
            if (other.isPresent()) {
                return new Begun.AnotherIsOpen(other.get().id());
            }
        }
        throw contended();
    }

    public Decided draw(MemberId member, String id, String drawId, @Nullable Instant at, Instant now) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var found = kept.find(member, id);
            if (found.isEmpty()) {
                return new Decided.NoSuchExperiment();
            }
            var experiment = found.get();
            var drawn = experiment.draw(drawId, at, now, number -> coin.draw(member, experiment, number));
            if (!(drawn instanceof Drawn.New(SelfExperiment after, Draw _))) {
                return new Decided.Answered(drawn);
            }
            var unsafe = unsafe(member, experiment);
            if (!unsafe.isEmpty()) {
                return new Decided.Refused(unsafe);
            }
            if (kept.replace(member, after)) {
                return new Decided.Answered(drawn);
            }
        }
        throw contended();
    }

    /** Ended, now or before; empty when there is none. */
    public Optional<SelfExperiment> end(MemberId member, String id, Instant now) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var found = kept.find(member, id);
            if (found.isEmpty() || !found.get().isOpen()) {
                return found;
            }
            var ended = found.get().ended(now);
            if (kept.replace(member, ended)) {
                return Optional.of(ended);
            }
        }
        throw contended();
    }

    private static StoreUnavailableException contended() {
        return new StoreUnavailableException("the experiment changes too fast", new IllegalStateException());
    }

    // --- safety

    private List<Unsafe> unsafe(MemberId member, SelfExperiment experiment) {
        var unsafe = new ArrayList<Unsafe>();
        var screening = screening(member);
        var practices = List.of(experiment.first(), experiment.second());
        for (int place = 0; place < practices.size(); place++) {
            var id = practices.get(place);
            var practice = Catalog.v1()
                    .practice(id)
                    .orElseThrow(() -> new IllegalArgumentException("no practice of the catalogue: " + id));
            var refusal = Clearance.refusal(practice, screening);
            if (refusal.isPresent()) {
                unsafe.add(new Unsafe(
                        place, refusal.get().name(), id + " " + refusal.get().detail()));
            }
        }
        if (history.care(member).content().isOpen()) {
            unsafe.add(new Unsafe(
                    null, "CARE_OPEN", "a care matter is open: nothing is drawn until the member's statement ends it"));
        }
        return unsafe;
    }

    /** Null when it was never answered: then only what nothing rules out is cleared. */
    private @Nullable Screening screening(MemberId member) {
        return history.settings(member).content().screening().orElse(null);
    }
}
