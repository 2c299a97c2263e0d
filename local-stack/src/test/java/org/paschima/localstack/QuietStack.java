package org.paschima.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A whole stack for a test, in a folder of the test's, which tells of nothing. */
final class QuietStack {

    static final Progress SILENT = new Progress(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));

    private QuietStack() {}

    static LocalStack in(Path folder) throws Exception {
        return of(StackOptions.temporary(new StackFolder(folder)), Map.of());
    }

    /** With settings beside those of this machine. */
    static LocalStack of(StackOptions options, Map<String, String> settings) throws Exception {
        var env = new HashMap<>(System.getenv());
        env.putAll(settings);
        return LocalStack.start(options, env, SILENT);
    }
}
