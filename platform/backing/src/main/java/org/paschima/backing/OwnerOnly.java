package org.paschima.backing;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Folders and files that nobody but their owner can read: what members said is in log segments and in MongoDB's files, and
 * who reads a key can be any member.
 *
 * <p>A folder closes what is in it, whatever permissions the broker or mongod give their files. A file is made with its
 * permissions, so that there is no moment in which others could open it. Where a file system knows no such permissions
 * they are left out.
 */
public final class OwnerOnly {

    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    private OwnerOnly() {}

    /** The folder, made if it is not there, and closed to others if it was open. */
    public static Path folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        close(folder, FOLDER);
        return folder;
    }

    /** Writes a new file; one that is there is closed to others and keeps what it says. */
    public static void writeOnce(Path file, String text) throws IOException {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE)));
            } else {
                Files.createFile(file);
            }
            Files.writeString(file, text, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException _) {
            close(file, FILE);
        }
    }

    private static void close(Path path, String permissions) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }
}
