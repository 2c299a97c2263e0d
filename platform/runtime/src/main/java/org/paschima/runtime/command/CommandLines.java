package org.paschima.runtime.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.paschima.runtime.config.InvalidConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Makes the command lines of Paschima, so that all of them refuse and fail alike: in one sentence on standard error, with
 * the command's name before it, and with the same exit codes.
 */
public final class CommandLines {

    public static final int DONE = 0;
    public static final int NOT_DONE = 1;
    /** Arguments or settings that cannot be used. */
    public static final int MISUSED = 2;

    private static final int INTERRUPTED = 130;
    private static final int WIDTH = 110;

    private CommandLines() {}

    /**
     * A command with its subcommands, each of which says with {@code --help} what it takes.
     *
     * @param command annotated as picocli's {@code @Command}
     */
    public static CommandLine of(Object command, PrintStream out, PrintStream err) {
        var line = new CommandLine(command);
        giveHelp(line);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setExpandAtFiles(false); // a member's name may begin with "@"
        line.setUsageHelpWidth(WIDTH);
        line.setParameterExceptionHandler((refusal, _) -> refused(refusal));
        line.setExecutionExceptionHandler((failure, failed, _) -> failed(failure, failed));
        return line;
    }

    private static void giveHelp(CommandLine line) {
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Says what there is.")
                        .build());
        line.getSubcommands().values().forEach(CommandLines::giveHelp);
    }

    /** Answers a command that needs a subcommand and was given none: with its help, and as misused. */
    public static int withoutSubcommand(CommandLine line) {
        line.usage(line.getOut());
        return MISUSED;
    }

    private static int refused(ParameterException refusal) {
        var line = refusal.getCommandLine();
        line.getErr().println(name(line) + ": " + sentence(refusal) + "; see --help");
        return MISUSED;
    }

    /** Picocli knows a word that is no command only as one that is left over. */
    private static String sentence(ParameterException refusal) {
        if (refusal instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !refusal.getCommandLine().getSubcommands().isEmpty()) {
            return "\"" + unmatched.getUnmatched().getFirst() + "\" is not a command";
        }
        return Objects.requireNonNullElse(refusal.getMessage(), "it cannot be read");
    }

    private static int failed(Exception failure, CommandLine line) {
        return switch (failure) {
            case UsageException misuse -> {
                line.getErr().println(name(line) + ": " + misuse.getMessage());
                yield MISUSED;
            }
            case InvalidConfigException settings -> {
                line.getErr().println(name(line) + " cannot run with these settings:");
                settings.problems().forEach(problem -> line.getErr().println("  " + problem));
                yield MISUSED;
            }
            case InterruptedException _ -> {
                Thread.currentThread().interrupt();
                yield INTERRUPTED;
            }
            default -> {
                line.getErr().println(name(line) + ": " + firstSaid(failure));
                yield NOT_DONE;
            }
        };
    }

    private static String name(CommandLine line) {
        return line.getCommandSpec().qualifiedName(" ").replaceFirst("^\\./", "");
    }

    /** The first message on the way down that says something. */
    private static String firstSaid(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var message = cause.getMessage();
            if (message != null && !message.isBlank()) {
                return message;
            }
        }
        return failure.getClass().getSimpleName();
    }
}
