package org.paschima.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** A whole stack for a test, in a folder of the test's, which tells of nothing. */
final class QuietStack {

    static final Progress SILENT = new Progress(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));

    private QuietStack() {}

    static LocalStack in(Path folder) throws Exception {
        return LocalStack.start(StackOptions.temporary(new StackFolder(folder)), System.getenv(), SILENT);
    }
}
