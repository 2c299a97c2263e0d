package org.paschima.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.paschima.runtime.auth.DevelopmentTokens;
import org.paschima.runtime.zone.TimeZones;

/**
 * Makes a development key and its public half in {@code KEYS_FOLDER}, once; with {@code --tenant} and {@code --member} it
 * also prints a token. For compose; production has a token issuer of its own.
 */
public final class KeysMain {

    private KeysMain() {}

    public static void main(String[] arguments) throws IOException {
        TimeZones.orExit("keys");
        var folder = Path.of(System.getenv().getOrDefault("KEYS_FOLDER", "keys"));
        Files.createDirectories(folder);
        var tokens = DevelopmentTokens.at(folder.resolve("development-key.json"), InstantSource.system());
        var jwks = tokens.writeJwks(folder.resolve("jwks.json"));
        // Only the public half is for the services, which run as another user.
        if (!jwks.toFile().setReadable(true, false)) {
            throw new IOException(jwks + " cannot be made readable for the services");
        }
        if (arguments.length > 0) {
            var options = new Options(List.of(arguments), Set.of("tenant", "member"), Set.of());
            System.out.println(tokens.forMember(
                    options.required("tenant"), options.required("member"), Scopes.MEMBER, Duration.ofHours(12)));
        }
    }
}
