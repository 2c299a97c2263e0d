package org.paschima.localstack;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which stack is meant: the option that every command has, wherever it stands in the line. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder of the stack's data and keys (default .paschima, or PASCHIMA_DATA).")
    private Optional<Path> data = Optional.empty();

    StackFolder folder() {
        return data.map(StackFolder::new).orElseGet(StackFolder::usual);
    }
}
