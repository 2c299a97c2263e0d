package org.paschima.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.runtime.command.CommandLines;
import org.paschima.runtime.zone.TimeZones;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes a development key and its public half in {@code KEYS_FOLDER}, once; with {@code --tenant} and {@code --member} it
 * also prints a token. For compose; production has a token issuer of its own.
 */
@Command(
        name = "keys",
        description = {
            "Makes a development key and its public half in KEYS_FOLDER, once; and prints a token when told of whom.",
            ""
        })
public final class KeysMain implements Callable<Integer> {

    @ArgGroup(exclusive = false)
    private @Nullable Whose whose;

    private KeysMain() {}

    private static final class Whose {
        @Option(names = "--tenant", paramLabel = "T", required = true, description = "The studio or app of the token.")
        private String tenant = "";

        @Option(names = "--member", paramLabel = "M", required = true, description = "The member of the token.")
        private String member = "";
    }

    public static void main(String[] arguments) {
        TimeZones.orExit("keys");
        System.exit(CommandLines.of(new KeysMain(), System.out, System.err).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (whose != null) {
            TokenCommand.checkNames(whose.tenant, whose.member);
        }
        var folder = Path.of(System.getenv().getOrDefault("KEYS_FOLDER", "keys"));
        Files.createDirectories(folder);
        var tokens = DevelopmentTokens.at(folder.resolve("development-key.json"), InstantSource.system());
        var jwks = tokens.writeJwks(folder.resolve("jwks.json"));
        // Only the public half is for the services, which run as another user.
        if (!jwks.toFile().setReadable(true, false)) {
            throw new IOException(jwks + " cannot be made readable for the services");
        }
        if (whose != null) {
            System.out.println(tokens.forMember(whose.tenant, whose.member, Scopes.MEMBER, Duration.ofHours(12)));
        }
        return CommandLines.DONE;
    }
}
