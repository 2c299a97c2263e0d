package org.paschima.bench;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paschima.bench.evaluation.EvaluationCommand;
import org.paschima.bench.evaluation.SixtyDays;
import org.paschima.runtime.command.CommandLines;
import org.paschima.runtime.zone.TimeZones;
import org.paschima.testkit.Greed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of {@code bench/run}: the load benchmark, or a part of it; and the evaluation. */
@Command(
        name = "bench/run",
        description = {
            "Measures the load that this machine takes, and prints one line a figure. It ends by itself.",
            "",
            "Broker, database and services are processes of their own on loopback. BENCH_JFR=DIR leaves a flight recording of "
                    + "each service there.",
            ""
        },
        subcommands = {EvaluationCommand.class, SixtyDays.class})
public final class BenchMain implements Callable<Integer> {

    @Parameters(
            paramLabel = "PART",
            description = "${COMPLETION-CANDIDATES} (default: all of them, one after the other).")
    private List<LoadBench.Part> parts = List.of();

    @Option(
            names = "--batch-records",
            paramLabel = "N",
            defaultValue = "200000",
            description = "records of the batch, and as many of kafka-producer-perf-test (default: ${DEFAULT-VALUE}).")
    private int batchRecords;

    @Option(
            names = "--history-records",
            paramLabel = "N",
            defaultValue = "300000",
            description = "records that are folded, and as many by the sink connector (default: ${DEFAULT-VALUE}).")
    private int historyRecords;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "100000",
            description =
                    "members whose slot is at the same time, or who were away; among whom queries ask in the end, and of whom all is rebuilt "
                            + "(default: ${DEFAULT-VALUE}).")
    private int members;

    @Option(
            names = "--sink",
            paramLabel = "DIR",
            description =
                    "measures MongoDB's sink connector beside the fold: DIR has worker/*.jar (connect-runtime and "
                            + "connect-json with what they need) and plugins/mongo/*.jar (mongo-kafka-connect, all in one).")
    private @Nullable Path sink;

    @Option(
            names = "--bridge",
            paramLabel = "DIR",
            description =
                    "measures Strimzi's HTTP bridge beside single writes: DIR has libs/*.jar of its distribution.")
    private @Nullable Path bridge;

    @Option(
            names = "--attack",
            paramLabel = "NAME",
            description = "of fairness only this attack, or these: ${COMPLETION-CANDIDATES} (default: all).")
    private List<Greed> attacks = List.of();

    private BenchMain() {}

    public static void main(String[] arguments) {
        TimeZones.orExit("bench");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return CommandLines.of(new BenchMain(), System.out, System.err);
    }

    @Override
    public Integer call() throws Exception {
        Set<LoadBench.Part> wanted = parts.isEmpty() ? EnumSet.allOf(LoadBench.Part.class) : EnumSet.copyOf(parts);
        Set<Greed> greeds = attacks.isEmpty() ? EnumSet.allOf(Greed.class) : EnumSet.copyOf(attacks);
        LoadBench.run(
                wanted,
                new LoadBench.Amounts(
                        batchRecords, historyRecords, members, Optional.ofNullable(sink), Optional.ofNullable(bridge)),
                greeds);
        return CommandLines.DONE;
    }
}
