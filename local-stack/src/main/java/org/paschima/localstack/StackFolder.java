package org.paschima.localstack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.paschima.backing.OwnerOnly;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.runtime.command.UsageException;

/** The folder that holds a local stack's data, keys, and where it is running. One stack at a time uses it. */
final class StackFolder {

    private final Path folder;

    StackFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Where {@code up} keeps its data unless told otherwise. */
    static StackFolder usual() {
        var named = System.getenv("PASCHIMA_DATA");
        return new StackFolder(Path.of(named == null || named.isBlank() ? ".paschima" : named));
    }

    Path path() {
        return folder;
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path mongo() {
        return folder.resolve("mongo");
    }

    Path jwks() {
        return folder.resolve("keys").resolve("jwks.json");
    }

    DevelopmentTokens tokens() throws IOException {
        return DevelopmentTokens.at(folder.resolve("keys").resolve("development-key.json"), InstantSource.system());
    }

    /** The stack's secret for drawing nudges, made once. */
    String drawKey() throws IOException {
        var file = folder.resolve("keys").resolve("draw-key");
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        OwnerOnly.writeOnce(file, HexFormat.of().formatHex(secret));
        return Files.readString(file);
    }

    /** The settings of the keys that browsers subscribe for, made once. */
    Map<String, String> pushKeys() throws IOException {
        return PushKeys.settings(folder.resolve("keys").resolve("push-keys"));
    }

    boolean hasKeys() {
        return Files.exists(folder.resolve("keys").resolve("development-key.json"));
    }

    /** Takes the folder for this process, or says who has it. */
    AutoCloseable lock() throws IOException {
        OwnerOnly.folder(folder.resolve("keys"));
        var file = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
        @Nullable FileLock lock;
        try {
            lock = file.getChannel().tryLock();
        } catch (OverlappingFileLockException _) {
            lock = null;
        }
        if (lock == null) {
            file.close();
            throw new UsageException("a stack is already running on " + folder + "; stop it, or use --data DIR");
        }
        return file;
    }

    /** Where a running stack can be reached. */
    record Running(
            long pid, String session, String insight, String notifications, boolean clockIsSettable, Backing backing) {}

    /** What a running stack runs on; blank where somebody else started it. */
    record Backing(String kafka, String mongo) {
        static final Backing UNKNOWN = new Backing("", "");

        /** Without addresses, which may hold a secret. */
        @Override
        public String toString() {
            return "Backing";
        }
    }

    /** Readable by its owner only, since an address of MongoDB may hold a password. */
    void say(Running running) throws IOException {
        var properties = new Properties();
        properties.setProperty("pid", Long.toString(running.pid()));
        properties.setProperty("session", running.session());
        properties.setProperty("insight", running.insight());
        properties.setProperty("notify", running.notifications());
        properties.setProperty("clock", running.clockIsSettable() ? "settable" : "system");
        properties.setProperty("kafka", running.backing().kafka());
        properties.setProperty("mongo", running.backing().mongo());
        var file = folder.resolve("running.properties");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, "a running Paschima stack");
        }
    }

    void sayStopped() throws IOException {
        Files.deleteIfExists(folder.resolve("running.properties"));
    }

    Optional<Running> running() throws IOException {
        var file = folder.resolve("running.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        long pid = Long.parseLong(properties.getProperty("pid", "0"));
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Running(
                pid,
                properties.getProperty("session", ""),
                properties.getProperty("insight", ""),
                properties.getProperty("notify", ""),
                properties.getProperty("clock", "").equals("settable"),
                new Backing(properties.getProperty("kafka", ""), properties.getProperty("mongo", ""))));
    }

    /** Whether the sample studio was loaded into this folder. */
    boolean hasSample() {
        return Files.exists(folder.resolve("sample-loaded"));
    }

    /** When loading the sample began: now, unless a start before this one began it and did not finish. */
    Instant sampleBegunAt(Instant now) throws IOException {
        var file = folder.resolve("sample-begun");
        if (!Files.exists(file)) {
            var written = Files.writeString(folder.resolve("sample-begun.part"), now.toString());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Instant.parse(Files.readString(file));
    }

    void saySampleLoaded() throws IOException {
        Files.writeString(folder.resolve("sample-loaded"), "");
    }
}
