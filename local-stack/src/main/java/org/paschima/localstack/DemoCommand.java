package org.paschima.localstack;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.paschima.runtime.auth.DevelopmentTokens;

/** Finds or starts the stack that the demonstration runs on. */
final class DemoCommand {

    private DemoCommand() {}

    static int run(List<String> arguments) throws Exception {
        var options = new Options(arguments, Set.of("data", "session", "insight", "notify", "key"), Set.of());
        var progress = new Progress(System.err);
        if (options.find("session").isPresent()) {
            var tokens = DevelopmentTokens.at(Path.of(options.required("key")), InstantSource.system());
            return tell(
                    new StackFolder.Running(
                            0,
                            options.required("session"),
                            options.required("insight"),
                            options.required("notify"),
                            true,
                            StackFolder.Backing.UNKNOWN),
                    tokens);
        }
        var folder =
                options.find("data").map(path -> new StackFolder(Path.of(path))).orElseGet(StackFolder::usual);
        var running = folder.running();
        if (running.isPresent() && running.get().clockIsSettable()) {
            progress.say("using the stack that is running on " + folder.path());
            return tell(running.get(), folder.tokens());
        }
        if (running.isPresent()) {
            progress.say("the running stack keeps real time (start it with CLOCK=settable to use it here)");
        }
        var temporary = Files.createTempDirectory("paschima-demo-");
        progress.say("starting a temporary stack");
        try (var stack =
                LocalStack.start(StackOptions.temporary(new StackFolder(temporary)), System.getenv(), progress)) {
            return tell(stack.running(), stack.tokens());
        } finally {
            delete(temporary);
        }
    }

    private static int tell(StackFolder.Running stack, DevelopmentTokens tokens) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            new Demo(stack, tokens, client, System.out).tell();
            System.out.println("Every step happened.");
            return 0;
        } catch (Demo.StepFailedException e) {
            System.out.println("  ✗ " + e.getMessage());
            System.err.println("paschima: the demonstration stopped at a step that did not happen");
            return 1;
        }
    }

    private static void delete(Path folder) throws java.io.IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
