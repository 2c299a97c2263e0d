package org.paschima.notify.mail;

import java.net.URI;

/**
 * Where the links of mails lead.
 *
 * @param base the address by which the network knows this service, without a slash at its end
 */
public record Links(String base) {

    /** Behind the base, before the secret; what the routes serve. */
    public static final String CONFIRM = "/v1/mail/confirm/";

    public static final String STOP = "/v1/mail/stop/";

    URI confirm(String secret) {
        return URI.create(base + CONFIRM + secret);
    }

    URI stop(String secret) {
        return URI.create(base + STOP + secret);
    }
}
