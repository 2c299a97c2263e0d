package org.paschima.localstack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was granted to a browser and not redeemed yet: codes, each for one use within a minute by whoever knows the verifier,
 * and tokens to renew with, each for one use too. One that is used twice ends all that came of the same sign-in, since one of
 * the two users is not who it was given to (RFC 9700 §4.14).
 */
final class Grants {

    private static final Duration CODE_HOLDS = Duration.ofMinutes(1);
    private static final Duration RENEWAL_HOLDS = Duration.ofHours(12);
    private static final int MOST = 1_000;
    private static final int RANDOM_BYTES = 24;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Code> codes = bounded();
    private final Map<String, Renewal> renewals = bounded();

    private record Code(Persona persona, String challenge, String redirect, Instant until) {}

    /** @param signIn the sign-in it came of, which it ends when it is used again */
    private record Renewal(Persona persona, String signIn, Instant until, boolean isUsed) {}

    /** Who it is, and what to renew with. */
    record Redeemed(Persona persona, String renewal) {}

    Grants(InstantSource clock) {
        this.clock = clock;
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST;
            }
        };
    }

    synchronized String code(Persona persona, String challenge, String redirect) {
        var code = fresh();
        codes.put(code, new Code(persona, challenge, redirect, clock.instant().plus(CODE_HOLDS)));
        return code;
    }

    /** Whatever is wrong with it, the code is used up. */
    synchronized Optional<Redeemed> redeem(String code, String verifier, String redirect) {
        return Optional.ofNullable(codes.remove(code))
                .filter(known -> clock.instant().isBefore(known.until()))
                .filter(known -> known.redirect().equals(redirect))
                .filter(known -> known.challenge().equals(challengeOf(verifier)))
                .map(known -> renewable(known.persona(), fresh()));
    }

    synchronized Optional<Redeemed> renew(String renewal) {
        var known = renewals.get(renewal);
        if (known == null || !clock.instant().isBefore(known.until())) {
            return Optional.empty();
        }
        if (known.isUsed()) {
            renewals.values().removeIf(each -> each.signIn().equals(known.signIn()));
            return Optional.empty();
        }
        renewals.put(renewal, new Renewal(known.persona(), known.signIn(), known.until(), true));
        return Optional.of(renewable(known.persona(), known.signIn()));
    }

    private Redeemed renewable(Persona persona, String signIn) {
        var renewal = fresh();
        renewals.put(renewal, new Renewal(persona, signIn, clock.instant().plus(RENEWAL_HOLDS), false));
        return new Redeemed(persona, renewal);
    }

    String fresh() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** S256 of RFC 7636. */
    static String challengeOf(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
