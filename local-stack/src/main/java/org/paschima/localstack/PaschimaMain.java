package org.paschima.localstack;

import java.util.Arrays;
import java.util.List;
import org.paschima.runtime.zone.TimeZones;

/** The commands of {@code ./paschima}. */
public final class PaschimaMain {

    private static final String HELP = """
            Paschima: event-driven practice tracking, on this machine.

              ./paschima up [--data DIR] [--session-port N] [--insight-port N] [--notify-port N] [--no-sample]
                  Builds if needed, starts Kafka, MongoDB and the three services on loopback, loads a sample
                  studio on the first start, and prints URLs, tokens and curl lines. Ctrl-C or TERM stops it in
                  order; INT does not reach what a shell started in the background.
                  Ports default to 8081, 8082, 8083 (0: any free one). Data is kept in DIR (default .paschima,
                  or PASCHIMA_DATA) and is there again at the next start. CLOCK=settable lets PUT /v1/clock
                  drive the time; CLOCK_START=2026-03-29T23:30:00Z starts it there. MONGO_URI or
                  PASCHIMA_MONGOD choose the MongoDB.

              ./paschima token --tenant T --member M [--scope S] [--ttl D] [--data DIR]
                  Prints a development token for the running stack, and nothing else. Scopes are separated by
                  spaces; the default is all that a member may have. D is as 30m, 12h, 7d (default 12h).

              ./paschima demo [--data DIR]
                  Tells the story in the terminal: posture check, practice, trend before and after, a nudge,
                  the practice that withdraws the next one, its receipt. Uses the stack that is running with
                  CLOCK=settable, else a temporary one. Exits 0 only if every step really happened.
                  --session URL --insight URL --notify URL --key FILE tell it on another stack.

              ./paschima insight rebuild|generations|parked|replay … [--data DIR]
                  The log tools of insight-service, on the running stack: ./paschima insight --help
            """;

    private PaschimaMain() {}

    public static void main(String[] arguments) {
        TimeZones.orExit("paschima");
        System.exit(run(Arrays.asList(arguments)));
    }

    static int run(List<String> arguments) {
        if (arguments.isEmpty()
                || arguments.getFirst().equals("help")
                || (arguments.contains("--help") && !arguments.getFirst().equals("insight"))) {
            System.out.print(HELP);
            return arguments.isEmpty() ? 2 : 0;
        }
        var rest = arguments.subList(1, arguments.size());
        try {
            return switch (arguments.getFirst()) {
                case "up" -> Up.run(rest);
                case "token" -> TokenCommand.run(rest);
                case "demo" -> DemoCommand.run(rest);
                case "insight" -> InsightCommand.run(rest);
                default -> throw new UsageException("\"" + arguments.getFirst() + "\" is not a command; see --help");
            };
        } catch (UsageException e) {
            System.err.println("paschima: " + e.getMessage());
            return 2;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 130;
        } catch (Exception e) {
            System.err.println("paschima: " + sentence(e));
            return 1;
        }
    }

    /** The first message on the way down that says something. */
    private static String sentence(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var message = cause.getMessage();
            if (message != null && !message.isBlank()) {
                return message;
            }
        }
        return failure.getClass().getSimpleName();
    }
}
