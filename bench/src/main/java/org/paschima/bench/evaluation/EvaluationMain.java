package org.paschima.bench.evaluation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.paschima.runtime.zone.TimeZones;

/** The command {@code bench/run evaluation}: prints the table of domain.md §6.3 for a range of seeds, as Markdown. */
public final class EvaluationMain {

    static final String USAGE = """
            bench/run evaluation [--seeds 1-200] [--members N] [--held-out]
                Tries what insight-service and notify-service conclude on simulated members and prints the table of
                domain.md §6.3. Each seed is a studio of N members (5). Seeds are 1 to 999; with --held-out, 9000 to 9999.""";

    private static final String DEFAULT_SEEDS = "1-200";
    private static final int DEFAULT_MEMBERS = 5;

    private record Part(String title, Function<Seeds, List<Row>> rows) {}

    private static final List<Part> PARTS = List.of(
            new Part("Claims of change (§2.9)", Claims::rows),
            new Part("Intervals (§2.3, §2.6)", Intervals::rows),
            new Part("Level (§2.2)", Levels::rows),
            new Part("Patterns of time (§2.8)", PatternsShown::rows),
            new Part("What helps (§3)", Practices::rows),
            new Part("What is said of practices (§3)", PracticeWords::rows),
            new Part("Effect of nudges (§4.6)", Nudges::rows),
            new Part("Care, caps and quiet hours (§4.3, §5.1)", Caretaking::rows),
            new Part("Replay, order, merging (§6.4)", Replays::rows),
            new Part("Erasing (§6.3, §6.4)", Erasures::rows));

    private EvaluationMain() {}

    public static void main(String[] arguments) {
        TimeZones.orExit("evaluation");
        try {
            print(seeds(arguments), System.out);
        } catch (UsageException e) {
            System.err.println("evaluation: " + e.getMessage());
            System.err.println(USAGE);
            System.exit(2);
        }
    }

    static Seeds seeds(String... arguments) {
        var range = DEFAULT_SEEDS;
        int members = DEFAULT_MEMBERS;
        boolean heldOut = false;
        var rest = new ArrayList<>(List.of(arguments));
        while (!rest.isEmpty()) {
            switch (rest.removeFirst()) {
                case "--seeds" -> range = value("--seeds", rest);
                case "--members" -> members = count(value("--members", rest));
                case "--held-out" -> heldOut = true;
                case String other -> throw new UsageException("unknown argument " + other);
            }
        }
        return Seeds.parse(range, members, heldOut);
    }

    private static String value(String option, List<String> rest) {
        if (rest.isEmpty()) {
            throw new UsageException(option + " takes a value");
        }
        return rest.removeFirst();
    }

    private static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= 10_000) {
                return count;
            }
        } catch (NumberFormatException _) {
            // as a number out of range
        }
        throw new UsageException("--members takes 1 to 10000, not " + text);
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
