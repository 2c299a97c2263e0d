package org.paschima.insight.mongo;

/** A generation was begun in a format that only a newer release knows: this one would read it wrongly, and spoil what it adds to it. */
public final class NewerFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private NewerFormatException(int format) {
        super("what is stored was folded by a newer release, in format " + format
                + ", and this one knows formats up to "
                + MemberLogFold.FORMAT
                + ": run the newer release, or fold the log anew with the command \"rebuild\" of this one"
                + " (see docs/operations.md, Rebuild)");
    }

    /**
     * Passes every format that this release knows.
     *
     * @throws NewerFormatException for any other
     */
    public static void refuse(int format) {
        if (format > MemberLogFold.FORMAT) {
            throw new NewerFormatException(format);
        }
    }
}
