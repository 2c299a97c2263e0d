package org.paschima.runtime;

import java.io.PrintStream;
import java.net.BindException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paschima.runtime.config.Env;
import org.paschima.runtime.config.InvalidConfigException;
import org.paschima.runtime.zone.TimeZones;

/**
 * The life of a service as a process: read the settings, start, say so in one line, stop in order when told.
 *
 * <p>Exit codes: 0 after {@code --help}; 2 for arguments or settings that cannot be used; 1 when it could not start,
 * broke, or could not close; after a signal the one that the system gives it (143 for SIGTERM, 130 for Ctrl-C).
 */
public final class ServiceProcess {

    /** What a service says once on standard output, between its name and its address. */
    public static final String READY = " ready on ";

    private final String name;
    private final PrintStream out;
    private final PrintStream err;

    ServiceProcess(String name, PrintStream out, PrintStream err) {
        this.name = name;
        this.out = out;
        this.err = err;
    }

    /** Opens a service from its settings; may block, and may fail with a sentence for the operator. */
    @FunctionalInterface
    public interface Start<C> {
        Service start(C config) throws Exception;
    }

    /** Runs until told to stop; call it as the whole of {@code main}. Never returns. */
    public static <C> void run(String name, String[] arguments, Function<Env, C> config, Start<C> start) {
        Carriers.beMore();
        var process = new ServiceProcess(name, System.out, System.err);
        System.exit(process.run(arguments, System.getenv(), config, start));
    }

    <C> int run(String[] arguments, Map<String, String> environment, Function<Env, C> config, Start<C> start) {
        if (Arrays.asList(arguments).contains("--help")
                || Arrays.asList(arguments).contains("-h")) {
            printHelp(config);
            return 0;
        }
        if (arguments.length > 0) {
            err.println(name + " takes no arguments but --help; its settings come from the environment");
            return 2;
        }
        C settings;
        try {
            settings = read(environment, config);
        } catch (InvalidConfigException e) {
            err.println(name + " cannot start with these settings:");
            e.problems().forEach(problem -> err.println("  " + problem));
            err.println("Run with --help to see every setting and its default.");
            return 2;
        }
        try {
            return runUntilStopped(start.start(settings));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (Exception e) {
            err.println(name + " could not start: " + sentence(e));
            return 1;
        }
    }

    private static <C> C read(Map<String, String> environment, Function<Env, C> config) {
        var env = new Env(environment);
        var settings = config.apply(env);
        TimeZones.describe(env);
        env.check();
        return settings;
    }

    /** Shows the defaults by reading an empty environment; that required settings are missing then is no matter. */
    private <C> void printHelp(Function<Env, C> config) {
        var env = new Env(Map.of());
        try {
            var _ = config.apply(env);
        } catch (InvalidConfigException e) {
            // the table below names what is required
        }
        TimeZones.describe(env);
        out.println(name + ": settings, read from the environment");
        out.println();
        out.print(env.describe());
    }

    private int runUntilStopped(Service service) throws InterruptedException {
        var closed = new CompletableFuture<Boolean>();
        // the virtual machine waits for its hooks, so closing inside one is awaited
        var hook = Thread.ofPlatform().name("shutdown").unstarted(() -> {
            if (!close(service)) {
                Runtime.getRuntime().halt(1);
            }
            closed.complete(true);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        out.println(name + READY + service.address());
        out.flush();
        var reason = CompletableFuture.anyOf(closed, service.brokenBy()).join();
        if (reason instanceof String sentence) {
            err.println(name + " stops: " + sentence);
            removeHook(hook);
            close(service);
            return 1;
        }
        return 0;
    }

    private boolean close(Service service) {
        try {
            service.close();
            return true;
        } catch (RuntimeException e) {
            err.println(name + " could not close everything: " + sentence(e));
            return false;
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // already going down: the hook closes too, and closing twice is harmless
        }
    }

    /** What went wrong, in one line: the innermost message, since the outer ones say only which layer passed it on. */
    static String sentence(Throwable failure) {
        Throwable innermost = failure;
        var text = new StringBuilder();
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            innermost = each;
            if (each instanceof BindException) {
                return "the port is taken or the address is not ours (" + each.getMessage()
                        + "); choose another with HTTP_PORT";
            }
        }
        text.append(innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage());
        for (var suppressed : failure.getSuppressed()) {
            text.append("; ").append(sentence(suppressed));
        }
        return text.toString();
    }
}
