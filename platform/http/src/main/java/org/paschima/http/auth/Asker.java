package org.paschima.http.auth;

/**
 * Who asks for a share of something that there is only so much of: one caller, of one tenant.
 *
 * @param caller a member or a program, told apart from each other
 */
public record Asker(String tenant, String caller) {

    /** The service itself, and whoever need not say who they are. */
    public static final Asker NOBODY = new Asker("", "");
}
