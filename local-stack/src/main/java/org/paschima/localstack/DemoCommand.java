package org.paschima.localstack;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.paschima.http.auth.DevelopmentTokens;

/** Finds or starts the stack that the demonstration runs on. */
final class DemoCommand {

    private DemoCommand() {}

    /** On a stack that somebody else started. */
    static int on(OtherStack other) throws Exception {
        return tell(other.running(), DevelopmentTokens.at(other.key(), InstantSource.system()));
    }

    /** On the stack that is running in the folder when its clock can be driven, else on a temporary one. */
    static int run(StackFolder folder) throws Exception {
        var progress = new Progress(System.err);
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
