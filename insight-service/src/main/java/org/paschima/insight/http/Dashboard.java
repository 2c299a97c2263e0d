package org.paschima.insight.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page, as the build made them: a closed table, so that no path of a request ever becomes one of a file.
 *
 * @param files empty where the page was not built
 */
public record Dashboard(List<File> files) {

    private static final String FOLDER = "/org/paschima/insight/dashboard/";
    private static final String TABLE = "files.tsv";

    /**
     * A file.
     *
     * @param path where it is served
     * @param cache how long a browser may keep it
     * @param packed the same by gzip
     */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    record File(String path, String contentType, String cache, byte[] plain, byte[] packed) {}

    public Dashboard {
        files = List.copyOf(files);
    }

    /** The page of this build; without files where there was no Node to build it with. */
    public static Dashboard built() {
        var table = bytes(TABLE);
        return new Dashboard(
                table == null
                        ? List.of()
                        : new String(table, StandardCharsets.UTF_8)
                                .lines()
                                .map(line -> file(line.split("\t", -1)))
                                .toList());
    }

    private static File file(String[] row) {
        return new File(row[0], row[2], row[3], present(row[1]), present(row[1] + ".gz"));
    }

    private static byte[] present(String name) {
        return Objects.requireNonNull(bytes(name), name + " is in the table of the page");
    }

    private static byte @Nullable [] bytes(String name) {
        try (var in = Dashboard.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
