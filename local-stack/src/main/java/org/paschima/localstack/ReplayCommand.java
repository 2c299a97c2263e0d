package org.paschima.localstack;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.paschima.notify.ReplayedDecisions;
import org.paschima.notify.mongo.StoredDecisions;
import org.paschima.runtime.Opened;
import org.paschima.runtime.command.UsageException;
import org.paschima.runtime.zone.TimeZones;

/** {@code ./paschima replay-decisions}: on the database of the stack that is running, or on the folder's own without one. */
final class ReplayCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ReplayCommand() {}

    static boolean run(StackFolder folder, @Nullable String member, @Nullable LocalDate from) throws Exception {
        var running = folder.running();
        if (running.isPresent()) {
            return replay(folder, running.get().backing().mongo(), member, from);
        }
        if (!folder.hasKeys()) {
            throw new UsageException("there is no stack in " + folder.path() + "; start one with ./paschima up");
        }
        var opened = new Opened();
        try {
            opened.add(folder.lock());
            var mongo = opened.add(LocalMongo.start(System.getenv(), folder.mongo(), new Progress(System.err)));
            return replay(folder, mongo.uri(), member, from);
        } finally {
            opened.close();
        }
    }

    private static boolean replay(StackFolder folder, String mongo, @Nullable String member, @Nullable LocalDate from)
            throws Exception {
        try (var stored = StoredDecisions.open(mongo, LocalStack.NOTIFY_DATABASE, PATIENCE)) {
            return new ReplayedDecisions(folder.drawKey(), TimeZones.inUse().version(), System.out)
                    .run(stored, member, from);
        }
    }
}
