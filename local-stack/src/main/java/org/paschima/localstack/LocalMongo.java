package org.paschima.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.paschima.backing.FreePort;
import org.paschima.backing.ShortCommand;
import org.paschima.backing.mongo.MongodBinary;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;

/**
 * The MongoDB of a local stack, first that applies: {@code MONGO_URI}, a mongod that was found or can be fetched, a
 * container when a Docker daemon answers and has the image.
 */
record LocalMongo(String uri, String description, Runnable stop) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static LocalMongo start(Map<String, String> env, Path directory, Progress progress) throws IOException {
        var given = env.get("MONGO_URI");
        if (given != null && !given.isBlank()) {
            return new LocalMongo(given, "the one at MONGO_URI", () -> {});
        }
        try {
            var binary = new MongodFinder(env, progress::say).find();
            var mongod = MongodProcess.start(binary, directory);
            return new LocalMongo(mongod.uri(), "child process of " + binary.describe(), mongod::close);
        } catch (MongodBinary.NotFoundException notFound) {
            return container(env, directory, notFound);
        }
    }

    private static LocalMongo container(
            Map<String, String> env, Path directory, MongodBinary.NotFoundException notFound) throws IOException {
        var image = env.getOrDefault("MONGO_IMAGE", "mongo:8.0");
        if (!ShortCommand.succeeds(List.of("docker", "image", "inspect", image), PATIENCE)) {
            throw notFound;
        }
        int port = FreePort.next();
        var name = "paschima-mongo-" + port;
        var started = ShortCommand.succeeds(
                List.of(
                        "docker",
                        "run",
                        "--detach",
                        "--rm",
                        "--name",
                        name,
                        "--publish",
                        "127.0.0.1:" + port + ":27017",
                        "--volume",
                        directory.toAbsolutePath() + ":/data/db",
                        image,
                        "--replSet",
                        "rs0",
                        "--setParameter",
                        "transactionLifetimeLimitSeconds=5"),
                PATIENCE);
        if (!started) {
            throw notFound;
        }
        return new LocalMongo(
                "mongodb://127.0.0.1:" + port + "/?directConnection=true",
                "container " + name + " of " + image,
                () -> ShortCommand.succeeds(List.of("docker", "stop", name), PATIENCE));
    }

    @Override
    public void close() {
        stop.run();
    }
}
