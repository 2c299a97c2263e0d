package org.paschima.http.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys, read again when a token names one that is not among them.
 *
 * <p>One reading at a time, on a virtual thread, and at most one in {@link #BETWEEN_READINGS}, so that invented key
 * names cannot be used to flood the issuer. Until a reading succeeds the previous keys stay. Safe for any thread.
 */
final class IssuerKeys implements AutoCloseable {
    static final Duration BETWEEN_READINGS = Duration.ofSeconds(10);
    /** While there are no keys at all nothing works, so it is tried more often. */
    static final Duration BETWEEN_FIRST_READINGS = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final KeySource source;
    private final InstantSource time;
    private final Runnable onChange;
    private volatile List<SigningKey> keys = List.of();
    private String lastText = "";
    private @Nullable Instant lastReading;
    private @Nullable Future<Void> reading;

    IssuerKeys(KeySource source, InstantSource time, Runnable onChange) {
        this.source = source;
        this.time = time;
        this.onChange = onChange;
    }

    @Nullable
    SigningKey find(JWSHeader header) {
        for (var key : keys) {
            if (key.matches(header)) {
                return key;
            }
        }
        return null;
    }

    boolean areKnown() {
        return !keys.isEmpty();
    }

    /** Completes when the keys are as fresh as the limit on readings allows; never fails. */
    synchronized Future<Void> reload() {
        if (reading != null) {
            return reading;
        }
        var now = time.instant();
        var pause = areKnown() ? BETWEEN_READINGS : BETWEEN_FIRST_READINGS;
        if (lastReading != null && now.isBefore(lastReading.plus(pause))) {
            return Future.succeededFuture();
        }
        lastReading = now;
        Promise<Void> promise = Promise.promise();
        reading = promise.future();
        Thread.ofVirtual().name("issuer-keys").start(() -> {
            read();
            synchronized (this) {
                reading = null;
            }
            promise.complete();
        });
        return promise.future();
    }

    private void read() {
        try {
            var text = source.read();
            synchronized (this) {
                if (text.equals(lastText)) {
                    return;
                }
            }
            var found = parse(text);
            synchronized (this) {
                lastText = text;
                keys = found;
            }
            onChange.run();
            LOG.atInfo()
                    .setMessage("The issuer's keys were read")
                    .addKeyValue("count", found.size())
                    .log();
        } catch (IOException | ParseException | JOSEException | GeneralSecurityException | RuntimeException e) {
            LOG.atWarn()
                    .setMessage("The issuer's keys could not be read")
                    .addKeyValue("error", e.toString())
                    .log();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<SigningKey> parse(String text) throws ParseException, JOSEException, GeneralSecurityException {
        var found = new ArrayList<SigningKey>();
        for (var jwk : JWKSet.parse(text).getKeys()) {
            SigningKey.of(jwk).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    @Override
    public void close() {
        source.close();
    }
}
