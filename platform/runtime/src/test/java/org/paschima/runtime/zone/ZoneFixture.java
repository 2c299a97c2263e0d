package org.paschima.runtime.zone;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Directories of compiled rules, and files made by hand. */
final class ZoneFixture {

    private ZoneFixture() {}

    /** The zones that differ between the JDK's 2026a and 2026f from November 2026 on, as zic compiled them (public domain). */
    static Path newest() {
        try {
            return Path.of(Objects.requireNonNull(ZoneFixture.class.getResource("zoneinfo-2026f"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path copyOfNewest(Path to) throws IOException {
        try (var files = Files.walk(newest())) {
            for (var file : files.toList()) {
                var copy = to.resolve(newest().relativize(file).toString());
                if (!Files.isDirectory(file)) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        return to;
    }

    static Path put(Path folder, String name, String text) throws IOException {
        return put(folder, name, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Path put(Path folder, String name, byte[] content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    /** A file of version 2 with one local time and no transition: all that it says is in its last line. */
    static byte[] onlyFooter(int offset, String footer) {
        return tzif(2, offset, footer);
    }

    static byte[] tzif(int version, int offset, String footer) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            block(out, version, offset);
            if (version > 1) {
                block(out, version, offset);
                out.writeByte('\n');
                out.writeBytes(footer);
                out.writeByte('\n');
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void block(DataOutputStream out, int version, int offset) throws IOException {
        out.writeBytes("TZif");
        out.writeByte(version == 1 ? 0 : '0' + version);
        out.write(new byte[15]);
        for (int count : new int[] {0, 0, 0, 0, 1, 4}) {
            out.writeInt(count);
        }
        out.writeInt(offset);
        out.writeByte(0);
        out.writeByte(0);
        out.writeBytes("ABC");
        out.writeByte(0);
    }
}
