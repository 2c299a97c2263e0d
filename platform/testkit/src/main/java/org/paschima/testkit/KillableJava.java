package org.paschima.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.paschima.backing.ChildProcess;

/** Main classes in JVMs of their own, to be killed: of the test's class path, or of the one given. */
public final class KillableJava {

    private static final List<String> OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError"); // as in the image

    private KillableJava() {}

    /** Starts it; what it says on standard error goes to this JVM's. */
    public static ChildProcess start(Class<?> main, Map<String, String> env, String... args) throws IOException {
        return start(System.getProperty("java.class.path"), main.getName(), env, args);
    }

    /** Starts a service as Maven packaged it in the module's folder, which the tests run in: its jar and its libraries. */
    public static ChildProcess packaged(String artifact, String main, Map<String, String> env) throws IOException {
        var jar = Path.of("target", artifact + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar.toAbsolutePath() + " is not there: package the module first");
        }
        return start(jar + File.pathSeparator + Path.of("target", "lib", "*"), main, env);
    }

    /** Starts a main class of another class path, such as a packaged service's: {@code target/x.jar:target/lib/*}. */
    public static ChildProcess start(String classPath, String main, Map<String, String> env, String... args)
            throws IOException {
        var command = ChildProcess.java(OPTIONS, classPath, main, List.of(args))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().putAll(env);
        var child = ChildProcess.start(command);
        Runtime.getRuntime().addShutdownHook(new Thread(child::kill));
        return child;
    }
}
