package org.paschima.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What other processes of the machine took of its processors since this was begun: a figure that was measured beside much
 * of it says little. Linux only; elsewhere nothing is told.
 */
final class ForeignLoad {

    private static final Path WHOLE_MACHINE = Path.of("/proc/stat");
    private static final int MILLIS_A_TICK = 10;
    private static final int FIRST_OF_PROCESS = 11; // utime, after the name in brackets; then stime, cutime, cstime
    private static final int OF_PROCESS = 4;

    private final long foreign;
    private final long began = System.nanoTime();

    private ForeignLoad(long foreign) {
        this.foreign = foreign;
    }

    static ForeignLoad begin() throws IOException {
        return new ForeignLoad(foreignTicks());
    }

    /** As a figure's last words. */
    String told() throws IOException {
        if (!Files.exists(WHOLE_MACHINE)) {
            return "other processes not told";
        }
        var taken = Duration.ofMillis(Math.max(0, foreignTicks() - foreign) * MILLIS_A_TICK);
        return "other processes took %.1f CPU s in %.1f s"
                .formatted(taken.toMillis() / 1e3, (System.nanoTime() - began) / 1e9);
    }

    private static long foreignTicks() throws IOException {
        if (!Files.exists(WHOLE_MACHINE)) {
            return 0;
        }
        // cpu user nice system idle iowait irq softirq steal
        var all = Files.readAllLines(WHOLE_MACHINE).getFirst().split(" +", -1);
        long busy = 0;
        for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
            busy += Long.parseLong(all[i]);
        }
        var self = ProcessHandle.current();
        return busy
                - Stream.concat(Stream.of(self), self.descendants())
                        .mapToLong(ForeignLoad::ticks)
                        .sum();
    }

    /** Of a process and of its children that have ended. */
    private static long ticks(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = FIRST_OF_PROCESS; i < FIRST_OF_PROCESS + OF_PROCESS; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks;
        } catch (IOException _) {
            return 0; // it ended meanwhile
        }
    }
}
