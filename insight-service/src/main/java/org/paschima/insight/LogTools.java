package org.paschima.insight;

import java.io.PrintStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.runtime.config.Env;
import org.paschima.runtime.config.InvalidConfigException;

/**
 * The commands that read the log anew or look at what was set aside. They run beside the service, with its settings.
 *
 * <p>Exit codes: 0 done; 1 not done, with the sentence on standard error; 2 for arguments or settings that cannot be
 * used; 3 for a replay that left entries parked.
 */
public final class LogTools {

    static final String HELP = """
            insight-service: without a command it serves. Commands, with the same settings:

              rebuild [--from-scratch] [--accept-loss] [--drop-old]
                  Folds the whole member log into a new generation beside the one that answers, which goes on
                  answering, and switches when it is caught up. A rebuild that was broken off is taken up again,
                  unless --from-scratch. --accept-loss rebuilds from a log that lost its beginning.
                  --drop-old deletes the generations before when nobody folds them any more.
              generations [drop]
                  Lists the generations; drop deletes those before the one that answers.
              parked [--limit N] [--show]
                  Lists what could not be decoded: where in the log, since when, why. Never what is in it,
                  unless --show.
              replay --all | --id ID
                  Decodes what is parked again. What decodes now is folded, the rest stays with its cause.
                  ID is as parked lists it. Exit code 3 if something stays.

            """;

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int MISUSED = 2;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    public LogTools(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
    }

    /** Runs a command and returns the exit code of the process. */
    public int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            out.print(HELP);
            return arguments.isEmpty() ? MISUSED : DONE;
        }
        try {
            return run(arguments.getFirst(), arguments.subList(1, arguments.size()));
        } catch (MisuseException e) {
            err.println("insight-service " + arguments.getFirst() + ": " + e.getMessage());
            return MISUSED;
        } catch (InvalidConfigException e) {
            err.println("insight-service " + arguments.getFirst() + " cannot run with these settings:");
            e.problems().forEach(problem -> err.println("  " + problem));
            return MISUSED;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return NOT_DONE;
        } catch (Exception e) {
            err.println("insight-service " + arguments.getFirst() + ": " + sentence(e));
            return NOT_DONE;
        }
    }

    private int run(String command, List<String> rest) throws Exception {
        return switch (command) {
            case "rebuild" -> rebuild(rest);
            case "generations" -> generations(rest);
            case "parked" -> parked(rest);
            case "replay" -> replay(rest);
            default -> throw new MisuseException("is not a command; see --help");
        };
    }

    private int rebuild(List<String> rest) throws Exception {
        var options = new Options(rest, Set.of(), Set.of("from-scratch", "accept-loss", "drop-old"));
        var wanted = new RebuildCommand.Wanted(
                options.has("from-scratch"), options.has("accept-loss"), options.has("drop-old"));
        RebuildCommand.run(config(), wanted, Clock.systemUTC(), out);
        return DONE;
    }

    private int generations(List<String> rest) {
        boolean drops = rest.equals(List.of("drop"));
        if (!drops && !rest.isEmpty()) {
            throw new MisuseException("takes nothing, or drop");
        }
        return GenerationsCommand.run(config(), drops, out, err) ? DONE : NOT_DONE;
    }

    private int parked(List<String> rest) {
        var options = new Options(rest, Set.of("limit"), Set.of("show"));
        ParkedCommand.list(config(), options.number("limit", 1_000), options.has("show"), out);
        return DONE;
    }

    private int replay(List<String> rest) {
        var options = new Options(rest, Set.of("id"), Set.of("all"));
        if (options.has("all") == options.find("id").isPresent()) {
            throw new MisuseException("needs either --all or --id");
        }
        return ParkedCommand.replay(config(), options.find("id"), out);
    }

    private BackingConfig config() {
        var env = new Env(environment);
        var config = BackingConfig.from(env);
        env.check();
        return config;
    }

    private static String sentence(Throwable failure) {
        @Nullable Throwable innermost = failure;
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each.getMessage() != null) {
                return each.getMessage();
            }
            innermost = each;
        }
        return innermost == null ? "failed" : innermost.getClass().getSimpleName();
    }

    /** Arguments that cannot be used, with the sentence that says why. */
    private static final class MisuseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MisuseException(String message) {
            super(message);
        }
    }

    /** {@code --name value} or {@code --flag}. What is not known is refused. */
    private static final class Options {
        private final Map<String, String> values = new HashMap<>();

        Options(List<String> arguments, Set<String> known, Set<String> flags) {
            for (int i = 0; i < arguments.size(); i++) {
                var name = arguments.get(i).startsWith("--") ? arguments.get(i).substring(2) : "";
                if (flags.contains(name)) {
                    values.put(name, "");
                } else if (known.contains(name) && i + 1 < arguments.size()) {
                    values.put(name, arguments.get(++i));
                } else {
                    throw new MisuseException("\"" + arguments.get(i) + "\" "
                            + (known.contains(name) ? "needs a value" : "is not an option of this command")
                            + "; see --help");
                }
            }
        }

        boolean has(String flag) {
            return values.containsKey(flag);
        }

        Optional<String> find(String name) {
            return Optional.ofNullable(values.get(name));
        }

        int number(String name, int fallback) {
            try {
                int number = find(name).map(Integer::parseInt).orElse(fallback);
                if (number > 0) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // said below
            }
            throw new MisuseException("--" + name + " must be a number above zero");
        }
    }
}
