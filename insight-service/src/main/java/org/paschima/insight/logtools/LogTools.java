package org.paschima.insight.logtools;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.paschima.insight.fold.Folding;
import org.paschima.runtime.command.CommandLines;
import org.paschima.runtime.config.Env;
import org.paschima.store.BackingConfig;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The commands that read the log anew or look at what was set aside. They run beside the service, with its settings.
 *
 * <p>Exit codes: 0 done; 1 not done, with the sentence on standard error; 2 for arguments or settings that cannot be
 * used; 3 for a replay that left entries parked.
 */
@Command(
        name = Folding.SERVICE,
        description = {"The log tools of insight-service. They run beside the service, with its settings.", ""},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done; 1 not done, with the reason; 2 for arguments or settings that cannot be used; 3 for a "
                    + "replay that left entries parked."
        })
public final class LogTools implements Callable<Integer> {

    private final Settings settings;
    private final PrintStream out;
    private final PrintStream err;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Where the settings of the service come from, once a command needs them. */
    @FunctionalInterface
    public interface Settings {
        Map<String, String> read() throws Exception;
    }

    private LogTools(Settings settings, PrintStream out, PrintStream err) {
        this.settings = settings;
        this.out = out;
        this.err = err;
    }

    /** The commands, to be run or to be made subcommands of others. */
    public static CommandLine commandLine(Settings settings, PrintStream out, PrintStream err) {
        return CommandLines.of(new LogTools(settings, out, err), out, err);
    }

    @Override
    public Integer call() {
        return CommandLines.withoutSubcommand(spec.commandLine());
    }

    @Command(
            description = {
                "Folds the whole member log into a new generation, and switches to it when it is caught up.",
                "",
                "The generation that answers goes on answering meanwhile. A rebuild that was broken off is taken up again.",
                ""
            })
    int rebuild(
            @Option(names = "--from-scratch", description = "Begins anew, whatever an earlier rebuild left.")
                    boolean fromScratch,
            @Option(names = "--accept-loss", description = "Rebuilds from a log that lost its beginning.")
                    boolean acceptLoss,
            @Option(
                            names = "--drop-old",
                            description = "Deletes the generations before when nobody folds them any more.")
                    boolean dropOld)
            throws Exception {
        var wanted = new RebuildCommand.Wanted(fromScratch, acceptLoss, dropOld);
        RebuildCommand.run(config(), wanted, Clock.systemUTC(), out);
        return CommandLines.DONE;
    }

    /** What may be done with generations beside listing them. */
    enum OfGenerations {
        drop
    }

    @Command(description = {"Lists the generations; with drop, deletes those before the one that answers.", ""})
    int generations(
            @Parameters(arity = "0..1", paramLabel = "drop", description = "Deletes those before the one that answers.")
                    Optional<OfGenerations> what)
            throws Exception {
        return GenerationsCommand.run(config(), what.isPresent(), out, err) ? CommandLines.DONE : CommandLines.NOT_DONE;
    }

    @Command(
            description = {
                "Lists what could not be decoded or had no room: where in the log, since when, why.",
                "",
                "Never what is in it, unless --show.",
                ""
            })
    int parked(
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "1000",
                            converter = AboveZero.class,
                            description = "How many at most (default ${DEFAULT-VALUE}).")
                    int limit,
            @Option(names = "--show", description = "Shows the contents too, which are personal.") boolean show)
            throws Exception {
        ParkedCommand.list(config(), limit, show, out);
        return CommandLines.DONE;
    }

    /** One entry or all of them: one of the two has to be said. */
    static final class Which {
        @Option(names = "--all", required = true, description = "All entries.")
        private boolean all;

        @Option(names = "--id", paramLabel = "ID", required = true, description = "One entry, as parked lists it.")
        private Optional<String> id = Optional.empty();

        private Optional<String> entry() {
            return all ? Optional.empty() : id;
        }
    }

    @Command(
            description = {
                "Decodes what is parked again. What decodes now is folded, the rest stays with its cause.",
                "",
                "Exit code 3 if something stays.",
                ""
            })
    int replay(@ArgGroup(multiplicity = "1") Which which) throws Exception {
        return ParkedCommand.replay(config(), which.entry(), out);
    }

    private BackingConfig config() throws Exception {
        var env = new Env(settings.read());
        var config = BackingConfig.from(env, "insight");
        env.check();
        return config;
    }

    private static final class AboveZero implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                int number = Integer.parseInt(text);
                if (number > 0) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // said below
            }
            throw new TypeConversionException("it must be a number above zero");
        }
    }
}
