package org.paschima.bench.evaluation;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.paschima.runtime.command.CommandLines;
import org.paschima.runtime.command.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code bench/run evaluation}: prints the table of domain.md §6.3 for a range of seeds, as Markdown. */
@Command(
        name = "evaluation",
        description = {
            "Prints how often what is concluded of simulated members is right, as the table of domain.md §6.3.",
            "",
            "Each seed is a studio of so many members. Seeds are 1 to 999; with --held-out, 9000 to 9999.",
            ""
        })
public final class EvaluationCommand implements Callable<Integer> {

    private static final int MOST_MEMBERS = 10_000;

    @Option(
            names = "--seeds",
            paramLabel = "FROM-TO",
            defaultValue = "1-999",
            description = "The seeds to try (default ${DEFAULT-VALUE}).")
    private String range = "";

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Members of each seed (default ${DEFAULT-VALUE}); three times as many where a share is about one half.")
    private int members;

    @Option(names = "--held-out", description = "Takes the seeds that are kept for the end.")
    private boolean heldOut;

    private record Part(String title, Function<Seeds, List<Row>> rows) {}

    private static final List<Part> PARTS = List.of(
            new Part("Claims of change (§2.9)", ClaimRows::rows),
            new Part("Intervals (§2.3, §2.6)", Intervals::rows),
            new Part("Level (§2.2)", Levels::rows),
            new Part("Patterns of time (§2.8)", PatternsShown::rows),
            new Part("What helps (§3)", PracticeRows::rows),
            new Part("What is said of practices (§3)", PracticeWords::rows),
            new Part("Effect of nudges (§4.6)", Nudges::rows),
            new Part("Policies of nudges (§4.3, §4.5)", NudgePolicies::rows),
            new Part("Care, caps and quiet hours (§4.3, §5.1)", Caretaking::rows),
            new Part("Replay, order, merging (§6.4)", Replays::rows),
            new Part("Erasing (§6.3, §6.4)", Erasures::rows));

    EvaluationCommand() {}

    @Override
    public Integer call() {
        print(seeds(), System.out);
        return CommandLines.DONE;
    }

    /** What the options say, for tests too. */
    Seeds seeds() {
        if (members < 1 || members > MOST_MEMBERS) {
            throw new UsageException("--members takes 1 to " + MOST_MEMBERS + ", not " + members);
        }
        return Seeds.parse(range, members, heldOut);
    }

    static void print(Seeds seeds, PrintStream out) {
        for (var part : PARTS) {
            out.printf("%n## %s%n%n", part.title());
            out.println("| what | where | found ± Monte-Carlo error | target | met | instead | of |");
            out.println("| --- | --- | --- | --- | --- | --- | ---: |");
            part.rows().apply(seeds).forEach(row -> out.println(row.markdown()));
            out.flush();
        }
    }
}
