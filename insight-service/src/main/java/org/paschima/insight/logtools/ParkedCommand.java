package org.paschima.insight.logtools;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.paschima.insight.mongo.Generations;
import org.paschima.insight.mongo.ParkedEntries;
import org.paschima.insight.mongo.ParkedEntries.Outcome;
import org.paschima.store.BackingConfig;
import org.paschima.store.mongo.MongoStore;

/** Shows what could not be decoded, and decodes it again. */
final class ParkedCommand {

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int SOME_STAY = 3;

    private ParkedCommand() {}

    static void list(BackingConfig config, int limit, boolean withValue, PrintStream out) {
        with(config, parked -> {
            parked.list(limit, withValue, entry -> {
                out.println(entry.id() + "  topic " + entry.topic() + "  partition " + entry.partition() + "  offset "
                        + entry.offset() + "  since " + entry.at() + "  cause: " + entry.cause());
                entry.value().ifPresent(value -> out.println("  " + value));
            });
            long all = parked.count();
            out.println(all + (all == 1 ? " entry is" : " entries are") + " parked"
                    + (all > limit ? "; these are the first " + limit : ""));
            return DONE;
        });
    }

    /**
     * Decodes again, and returns the exit code.
     *
     * @param id empty for all
     */
    static int replay(BackingConfig config, Optional<String> id, PrintStream out) {
        return with(config, parked -> {
            int folded = 0;
            int stay = 0;
            for (var each : id.map(List::of).orElseGet(parked::ids)) {
                switch (parked.replay(each)) {
                    case Outcome.Folded() -> folded++;
                    case Outcome.Stays(var cause) -> {
                        stay++;
                        out.println(each + "  stays: " + cause);
                    }
                    case Outcome.NotThere() -> {
                        if (id.isPresent()) {
                            out.println(each + "  is not parked");
                            return NOT_DONE;
                        }
                    }
                }
            }
            out.println(folded + " folded, " + stay + " still parked");
            return stay == 0 ? DONE : SOME_STAY;
        });
    }

    private static int with(BackingConfig config, Function<ParkedEntries, Integer> work) {
        try (var store = MongoStore.connect(
                config.mongoUri(),
                config.mongoDatabase(),
                config.mongoInitiate(),
                config.log().patience())) {
            var generations = new Generations(store);
            var state = generations.state();
            return work.apply(new ParkedEntries(
                    generations.store(state.folding()), state.formatOf(state.folding()), new SimpleMeterRegistry()));
        }
    }
}
