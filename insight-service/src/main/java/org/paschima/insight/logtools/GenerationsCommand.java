package org.paschima.insight.logtools;

import java.io.PrintStream;
import org.paschima.insight.fold.Folding;
import org.paschima.insight.mongo.Generations;
import org.paschima.log.kafka.LogExtent;
import org.paschima.store.BackingConfig;
import org.paschima.store.mongo.MongoStore;

/** Lists the generations, and deletes those that were replaced. */
final class GenerationsCommand {

    private GenerationsCommand() {}

    /** Whether all was done that was asked for. */
    static boolean run(BackingConfig config, boolean drops, PrintStream out, PrintStream err) {
        try (var store = MongoStore.connect(
                config.mongoUri(),
                config.mongoDatabase(),
                config.mongoInitiate(),
                config.log().patience())) {
            var generations = new Generations(store);
            boolean done = !drops || drop(config, generations, out, err);
            list(generations, out);
            return done;
        }
    }

    private static boolean drop(BackingConfig config, Generations generations, PrintStream out, PrintStream err) {
        boolean all = true;
        try (var log = new LogExtent(config.log().bootstrap())) {
            for (int old : generations.old()) {
                if (log.members(Folding.Parts.group(old)) > 0) {
                    err.println("generation " + old + " is kept: instances of the service still fold it");
                    all = false;
                } else {
                    generations.drop(old);
                    log.forget(Folding.Parts.group(old));
                    out.println("generation " + old + " is deleted");
                }
            }
        }
        return all;
    }

    private static void list(Generations generations, PrintStream out) {
        var state = generations.state();
        for (var made : state.history()) {
            int number = made.number();
            var is = made.isDropped()
                    ? "deleted"
                    : number == state.reading()
                            ? "answers" + (state.isSettled() ? "" : ", being cut over")
                            : number == state.folding() ? "being switched to" : "kept";
            out.println("generation " + number + "  " + made.at() + "  database "
                    + generations.store(number).database().getName() + "  " + is);
        }
        state.building()
                .ifPresent(number -> out.println("generation " + number + "  database "
                        + generations.store(number).database().getName() + "  unfinished: rebuild goes on with it"));
    }
}
