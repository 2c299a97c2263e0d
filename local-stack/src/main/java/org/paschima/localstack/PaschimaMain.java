package org.paschima.localstack;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.logtools.LogTools;
import org.paschima.runtime.Carriers;
import org.paschima.runtime.command.CommandLines;
import org.paschima.runtime.command.UsageException;
import org.paschima.runtime.zone.TimeZones;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The commands of {@code ./paschima} with their options, as picocli reads them. Each is carried out by a class of its own. */
@Command(
        name = PaschimaMain.NAME,
        description = {"Paschima: event-driven practice tracking, on this machine.", ""},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "What a command takes: ./paschima COMMAND --help",
            "Exit codes: 0 done; 1 not done, with the reason; 2 for a command that cannot be carried out as written."
        })
public final class PaschimaMain implements Callable<Integer> {

    static final String NAME = "./paschima";

    private final CommandLine line;

    private PaschimaMain() {
        this.line = CommandLines.of(this, System.out, System.err);
        var stack = new DataOption();
        var tools = LogTools.commandLine(() -> settingsOf(stack.folder()), System.out, System.err);
        tools.setCommandName("insight");
        tools.getCommandSpec().addMixin("stack", CommandSpec.forAnnotatedObject(stack));
        line.addSubcommand(tools);
    }

    public static void main(String[] arguments) {
        TimeZones.orExit("paschima");
        Carriers.beMore();
        System.exit(run(List.of(arguments)));
    }

    static int run(List<String> arguments) {
        return new PaschimaMain().line.execute(arguments.toArray(String[]::new));
    }

    @Override
    public Integer call() {
        return CommandLines.withoutSubcommand(line);
    }

    @Command(
            description = {
                "Starts Kafka, MongoDB and the three services on loopback and loads a sample studio on the first start.",
                "",
                "It prints URLs, tokens and curl lines. Ctrl-C or TERM stops it in order; INT does not reach what a shell "
                        + "started in the background. The data is there again at the next start. CLOCK=settable lets PUT /v1/clock "
                        + "drive the time; CLOCK_START=2026-03-29T23:30:00Z starts it there. MONGO_URI or PASCHIMA_MONGOD choose "
                        + "the MongoDB.",
                ""
            })
    int up(
            @Mixin DataOption data,
            @Option(
                            names = "--session-port",
                            paramLabel = "N",
                            defaultValue = "8081",
                            converter = PortNumber.class,
                            description = "Port of session-service (default ${DEFAULT-VALUE}; 0: any free one).")
                    int sessionPort,
            @Option(
                            names = "--insight-port",
                            paramLabel = "N",
                            defaultValue = "8082",
                            converter = PortNumber.class,
                            description = "Port of insight-service (default ${DEFAULT-VALUE}; 0: any free one).")
                    int insightPort,
            @Option(
                            names = "--notify-port",
                            paramLabel = "N",
                            defaultValue = "8083",
                            converter = PortNumber.class,
                            description = "Port of notify-service (default ${DEFAULT-VALUE}; 0: any free one).")
                    int notifyPort,
            @Option(
                            names = "--page-port",
                            paramLabel = "N",
                            converter = PortNumber.class,
                            description = "Port of the dashboard, and of all services as one origin (default 8080 if "
                                    + "it is free; 0: any free one).")
                    Optional<Integer> pagePort,
            @Option(names = "--no-sample", description = "Loads no sample studio.") boolean noSample)
            throws Exception {
        var ports = new StackOptions.Ports(sessionPort, insightPort, notifyPort, pagePort);
        return Up.run(StackOptions.of(data.folder(), ports, !noSample, System.getenv()));
    }

    @Command(description = {"Prints a development token for the running stack, and nothing else.", ""})
    int token(
            @Mixin DataOption data,
            @Option(
                            names = "--tenant",
                            paramLabel = "T",
                            required = true,
                            description = "The studio or app, as demo-studio.")
                    String tenant,
            @Option(names = "--member", paramLabel = "M", required = true, description = "The member, as m-0001.")
                    String member,
            @Option(
                            names = "--scope",
                            paramLabel = "S",
                            description = "Scopes, separated by spaces (default: all that a member may have).")
                    Optional<String> scope,
            @Option(
                            names = "--ttl",
                            paramLabel = "D",
                            defaultValue = "12h",
                            converter = HoldsFor.class,
                            description = "How long it holds, as 30m, 12h, 7d (default ${DEFAULT-VALUE}).")
                    Duration ttl)
            throws IOException {
        var scopes = scope.map(text -> List.of(text.strip().split("\\s+", -1))).orElse(Scopes.MEMBER);
        System.out.println(TokenCommand.token(data.folder(), tenant, member, scopes, ttl));
        return CommandLines.DONE;
    }

    @Command(
            description = {
                "Tells the story in the terminal, and exits 0 only if every step really happened.",
                "",
                "Posture check, practice, trend before and after, a nudge, the practice that withdraws the next one, its "
                        + "receipt. It uses the stack that is running with CLOCK=settable, else a temporary one; or the stack "
                        + "that --session, --insight, --notify and --key name together.",
                ""
            })
    int demo(@Mixin DataOption data, @ArgGroup(exclusive = false) @Nullable OtherStack other) throws Exception {
        return other == null ? DemoCommand.run(data.folder()) : DemoCommand.on(other);
    }

    @Command(
            name = "replay-decisions",
            description = {
                "Decides the stored receipts again, from what each says was looked at, and names those that differ.",
                "",
                "It reads the MongoDB of the stack that is running, else starts the folder's own for the while. Exit code 1 if any differs, or nobody knows the member.",
                ""
            })
    int replayDecisions(
            @Mixin DataOption data,
            @Option(
                            names = "--member",
                            paramLabel = "M",
                            description = "One member alone, as m-0001, or demo-studio/m-0001 of one studio.")
                    Optional<String> member,
            @Option(names = "--from", paramLabel = "D", description = "From this local date on, as 2026-03-02.")
                    Optional<LocalDate> from)
            throws Exception {
        return ReplayCommand.run(data.folder(), member.orElse(null), from.orElse(null))
                ? CommandLines.DONE
                : CommandLines.NOT_DONE;
    }

    @Command(
            description = {
                "Prints a completion script for bash and zsh.",
                "",
                "To complete commands and options in this shell: source <(./paschima completion)",
                ""
            })
    int completion() {
        System.out.print(AutoComplete.bash("paschima", line));
        return CommandLines.DONE;
    }

    @Command(name = "help", description = "Says what there is.")
    int showHelp() {
        line.usage(System.out);
        return CommandLines.DONE;
    }

    /** The settings of insight-service in a stack that is running: its log tools work on its Kafka and its MongoDB. */
    private static Map<String, String> settingsOf(StackFolder folder) throws IOException {
        var running = folder.running()
                .orElseThrow(() -> new UsageException(
                        "no stack is running on " + folder.path() + "; start one with ./paschima up"));
        var settings = new HashMap<>(System.getenv());
        settings.put("KAFKA_BOOTSTRAP", running.backing().kafka());
        settings.put("MONGO_URI", running.backing().mongo());
        settings.put("MONGO_DATABASE", LocalStack.INSIGHT_DATABASE);
        return settings;
    }
}
