package org.paschima.notify.http;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.paschima.notify.mail.Courier;
import org.paschima.notify.mail.Mail;
import org.paschima.notify.mail.MailAddress;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Sent.Outcome;

/** Hands mails over to a relay by SMTP, each under a time limit for the whole. The relay signs them. */
public final class SmtpPost implements Courier, AutoCloseable {

    /** How the client names what a relay refused of whom; an address is judged by no other refusal. */
    private static final String OF_RECIPIENT = "recipient address not accepted";

    private static final int PERMANENT = 500;

    private final MailClient client;
    private final String from;
    private final Duration timeout;

    /** How the way to the relay is kept secret. */
    public enum Tls {
        /** Begun on a plain connection, and required. */
        STARTTLS,
        /** From the first byte. */
        TLS,
        /** Not at all: within one machine, and in tests. */
        NONE
    }

    /** With which the relay knows this service. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login";
        }
    }

    /**
     * Who takes the mails.
     *
     * @param login empty where the relay asks for none
     * @param atOnce connections to it
     * @param timeout how long it may take for a mail
     */
    public record Relay(
            String host, int port, Tls tls, Optional<Login> login, MailAddress from, int atOnce, Duration timeout) {}

    public SmtpPost(Vertx vertx, Relay relay) {
        this.client = MailClient.create(vertx, config(relay));
        this.from = relay.from().text();
        this.timeout = relay.timeout();
    }

    private static MailConfig config(Relay relay) {
        int millis = (int) relay.timeout().toMillis();
        var config = new MailConfig(relay.host(), relay.port())
                .setSsl(relay.tls() == Tls.TLS)
                .setStarttls(relay.tls() == Tls.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setLogin(relay.login().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                .setOwnHostname(relay.from().domain())
                .setMaxPoolSize(relay.atOnce())
                // A connection that was kept may have gone by the time the next mail is there.
                .setKeepAlive(false)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setConnectTimeout(millis)
                .setIdleTimeout(millis)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        relay.login().ifPresent(login -> config.setUsername(login.user()).setPassword(login.password()));
        return config;
    }

    @Override
    public Sent send(Mail mail) throws InterruptedException {
        long began = System.nanoTime();
        var message = new MailMessage(from, mail.to().text(), mail.subject(), mail.text()).setHtml(mail.html());
        mail.headers().forEach(message::addHeader);
        var sending = client.sendMail(message).toCompletionStage().toCompletableFuture();
        try {
            sending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return Sent.of(Outcome.DELIVERED, since(began));
        } catch (TimeoutException _) {
            return Sent.of(Outcome.TIMED_OUT, since(began));
        } catch (ExecutionException e) {
            return failed(e.getCause(), since(began));
        }
    }

    private static Sent failed(@Nullable Throwable failure, Duration took) {
        if (!(failure instanceof SMTPException answer)) {
            return Sent.of(Outcome.UNREACHABLE, took);
        }
        boolean isOfRecipient = String.valueOf(answer.getMessage()).startsWith(OF_RECIPIENT);
        var outcome = isOfRecipient && answer.getReplyCode() >= PERMANENT ? Outcome.GONE : Outcome.REFUSED;
        return new Sent(outcome, answer.getReplyCode(), null, took);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        var _ = client.close();
    }
}
