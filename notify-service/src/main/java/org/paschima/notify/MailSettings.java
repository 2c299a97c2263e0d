package org.paschima.notify;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.paschima.notify.http.SmtpPost.Login;
import org.paschima.notify.http.SmtpPost.Relay;
import org.paschima.notify.http.SmtpPost.Tls;
import org.paschima.notify.mail.Links;
import org.paschima.notify.mail.MailAddress;
import org.paschima.notify.mail.MailStore;
import org.paschima.runtime.config.Env;

/**
 * By which relay members are written to, and how much of the service that may have.
 *
 * @param way empty where this service sends no mail
 * @param bounds how often a link to confirm an address may be asked for
 */
public record MailSettings(Optional<Way> way, int inFlight, Duration timeout, MailStore.Bounds bounds) {

    private static final int MOST = 10_000;
    private static final int SUBMISSION = 587;
    private static final String LINK_BASE = "MAIL_LINK_BASE";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** What sending may take beyond the answer of the relay: the store before and after it. */
    private static final Duration AROUND = Duration.ofSeconds(10);

    /** The relay, and where the links in its mails lead. */
    public record Way(Relay relay, Links links) {}

    static MailSettings from(Env env) {
        var host = env.optional("MAIL_HOST", "the relay that takes mails; without it none are sent");
        int port = env.port("MAIL_PORT", SUBMISSION, "its port");
        var tls = env.oneOf("MAIL_TLS", Tls.class, Tls.STARTTLS, "starttls, tls, or none within one machine");
        var from = env.readOptional("MAIL_FROM", MailSettings::address, "the address that mails are from");
        var links = env.readOptional(LINK_BASE, MailSettings::links, "the public address at which links lead here");
        var login = login(env);
        int inFlight =
                env.integer("MAIL_SENDS_AT_ONCE", 16, 1, MOST, "mails on their way at once, of each studio in turn");
        var timeout = env.read(
                "MAIL_TIMEOUT",
                Duration.ofSeconds(20),
                MailSettings::timeout,
                "how long the relay may take for a mail");
        var bounds = new MailStore.Bounds(
                env.integer(
                        "MAIL_CONFIRMATIONS_PER_MEMBER", 5, 1, MOST, "links that a member may ask for within a day"),
                env.integer("MAIL_CONFIRMATIONS_PER_ADDRESS", 3, 1, MOST, "links that go to one mailbox within a day"));
        if (host.isEmpty()) {
            return new MailSettings(Optional.empty(), inFlight, timeout, bounds);
        }
        if (from.isEmpty() || links.isEmpty()) {
            env.problem("MAIL_HOST", "MAIL_HOST, MAIL_FROM and MAIL_LINK_BASE are needed together");
            return new MailSettings(Optional.empty(), inFlight, timeout, bounds);
        }
        var relay = new Relay(host.get(), port, tls, login, from.get(), inFlight, timeout);
        return new MailSettings(Optional.of(new Way(relay, links.get())), inFlight, timeout, bounds);
    }

    private static Optional<Login> login(Env env) {
        var user = env.optional("MAIL_USER", "whom the relay knows; without it it is asked for no login");
        var given = env.optional("MAIL_PASSWORD", "the password of that user");
        var inFile = env.readOptional("MAIL_PASSWORD_FILE", MailSettings::read, "the file that the password is in");
        var password = given.or(() -> inFile);
        if (user.isPresent() != password.isPresent()) {
            env.problem("MAIL_USER", "MAIL_USER and MAIL_PASSWORD or MAIL_PASSWORD_FILE are needed together");
        }
        return user.flatMap(name -> password.map(secret -> new Login(name, secret)));
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("must be a file that can be read", e);
        }
    }

    private static MailAddress address(String text) {
        return MailAddress.of(text).orElseThrow(() -> new IllegalArgumentException("must be " + MailAddress.RULE));
    }

    private static Duration timeout(String text) {
        var timeout = Duration.parse(text);
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("must be a duration such as PT20S, of " + LONGEST + " at most");
        }
        return timeout;
    }

    /** A member reads a mail anywhere, so its links are https; http leads to this very machine alone. */
    private static Links links(String text) {
        try {
            var uri = new URI(text);
            boolean isHere = "http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost());
            if (("https".equals(uri.getScheme()) || isHere)
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return new Links(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be an https address");
        }
        throw new IllegalArgumentException("must be an https address");
    }

    /** How long what is being sent is nobody else's. */
    Duration holds() {
        return timeout.plus(AROUND);
    }
}
