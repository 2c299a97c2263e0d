package org.paschima.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.runtime.Opened;

class TokenVerifierTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final Opened opened = new Opened();
    private Instant now = NOON;
    private final DevelopmentTokens issuer = DevelopmentTokens.create(() -> now);
    private Path jwks;
    private TokenVerifier verifier;

    @BeforeEach
    void open() throws IOException {
        jwks = issuer.writeJwks(folder.resolve("jwks.json"));
        verifier = opened.add(new TokenVerifier(TokenConfig.withKeysIn(jwks), () -> now));
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void a_good_token_tells_who_is_calling() throws Exception {
        var check = check(issuer.forMember("t1", "auth0|m1", List.of("a:read", "a:write"), HOUR));

        assertThat(check).isInstanceOfSatisfying(TokenCheck.Accepted.class, accepted -> {
            assertThat(accepted.caller().tenant()).isEqualTo("t1");
            assertThat(accepted.caller().member()).isEqualTo("auth0|m1");
            assertThat(accepted.caller().scopes()).containsExactlyInAnyOrder("a:read", "a:write");
            assertThat(accepted.caller().expiresAt()).isEqualTo(NOON.plus(HOUR));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "a.b.c", "....", "e30.e30.", "e30.e30.e30"})
    void what_is_no_token_is_refused(String text) throws Exception {
        assertRefused(text);
    }

    @Test
    void an_unsigned_token_is_refused() throws Exception {
        assertRefused(new PlainJWT(goodClaims()).serialize());
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        var good = issuer.forMember("t1", "m1", List.of(), HOUR);
        assertRefused(header + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1));
    }

    @Test
    void another_issuers_key_does_not_count() throws Exception {
        assertRefused(DevelopmentTokens.create(() -> now).forMember("t1", "m1", List.of(), HOUR));
    }

    @Test
    void a_changed_token_is_refused() throws Exception {
        var good = issuer.forMember("t1", "m1", List.of(), HOUR).split("\\.", -1);
        var other = issuer.forMember("t1", "m2", List.of(), HOUR).split("\\.", -1);

        assertRefused(good[0] + "." + other[1] + "." + good[2]);
    }

    @Test
    void a_public_key_used_as_a_shared_secret_is_refused() throws Exception {
        var rsa = publishRsa();
        var secret = rsa.toRSAPublicKey().getEncoded();
        var forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), goodClaims());
        forged.sign(new MACSigner(secret));

        assertRefused(forged.serialize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256"})
    void rsa_tokens_are_accepted(String algorithm) throws Exception {
        var rsa = publishRsa();

        assertThat(check(signed(rsa, JWSAlgorithm.parse(algorithm)))).isInstanceOf(TokenCheck.Accepted.class);
    }

    @Test
    void algorithms_off_the_list_are_refused_even_from_the_issuers_key() throws Exception {
        var rsa = publishRsa();

        assertRefused(signed(rsa, JWSAlgorithm.RS512));
    }

    @Test
    void ed25519_tokens_are_accepted_and_a_changed_one_is_not() throws Exception {
        for (int i = 0; i < 8; i++) { // both signs of x, leading zeros: more keys than one
            now = now.plus(IssuerKeys.BETWEEN_READINGS);
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] x = encoded((EdECPublicKey) pair.getPublic());
            Files.writeString(
                    jwks,
                    "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"ed" + i + "\",\"x\":\"" + base64(x)
                            + "\"}]}");
            var signing = base64(("{\"alg\":\"EdDSA\",\"kid\":\"ed" + i + "\"}").getBytes(StandardCharsets.UTF_8)) + "."
                    + base64(goodClaims().toString().getBytes(StandardCharsets.UTF_8));
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(signing.getBytes(StandardCharsets.US_ASCII));
            byte[] signed = signature.sign();

            assertThat(check(signing + "." + base64(signed))).isInstanceOf(TokenCheck.Accepted.class);
            signed[3] ^= 1;
            assertRefused(signing + "." + base64(signed));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "tenant", "exp"})
    void a_token_without_a_needed_claim_is_refused(String claim) throws Exception {
        var claims = new HashMap<String, String>();
        claims.put(claim, null);

        assertRefused(issuer.withClaims("t1", "m1", List.of(), HOUR, claims));
    }

    @Test
    void claims_that_are_not_ours_are_refused() throws Exception {
        assertRefused(withClaim("iss", "someone-else"));
        assertRefused(withClaim("aud", List.of("another", "service")));
        assertRefused(withClaim("tenant", "t/1"));
        assertRefused(withClaim("tenant", "t".repeat(65)));
        assertRefused(withClaim("tenant", 7));
        assertRefused(withClaim("member", "m/1"));
        assertRefused(withClaim("member", ""));
        assertRefused(withClaim("member", "m\n1"));
        assertRefused(withClaim("member", "m\u007f"));
        assertRefused(withClaim("member", "m\u00e9"));
        assertRefused(withClaim("member", "m".repeat(256)));
        assertRefused(withClaim("nbf", Date.from(NOON.plusSeconds(60))));
    }

    @Test
    void one_audience_of_several_is_enough_and_scopes_may_be_a_list() throws Exception {
        var check = check(withClaim("aud", List.of("another", DevelopmentTokens.AUDIENCE)));
        var listed = check(withClaim("scope", List.of("a:read", "b:read")));

        assertThat(check).isInstanceOf(TokenCheck.Accepted.class);
        assertThat(((TokenCheck.Accepted) listed).caller().scopes()).containsExactlyInAnyOrder("a:read", "b:read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth_time", "amr", "sid", "session_state"})
    void the_subject_is_the_member_where_the_token_tells_of_a_sign_in(String sign) throws Exception {
        var person = check(withSubject("auth0|7", Map.of("azp", "app", sign, "1")));

        assertThat(((TokenCheck.Accepted) person).caller().member()).isEqualTo("auth0|7");
    }

    @Test
    void a_client_is_no_member() throws Exception {
        var client = check(issuer.forClient("t1", "crm", List.of(), HOUR));

        assertThat(((TokenCheck.Accepted) client).caller().member()).isNull();
        assertThat(((TokenCheck.Accepted) client).caller().client()).isEqualTo("crm");
    }

    /** As an issuer writes a token for client credentials, with a subject that is not the client's own name. */
    @Test
    void a_subject_that_is_not_the_client_is_no_member_when_nobody_signed_in() throws Exception {
        for (var claims : List.<Map<String, Object>>of(
                Map.of("azp", "crm"),
                Map.of("client_id", "crm"),
                Map.of("azp", "crm", "gty", "client-credentials", "sid", "1"),
                Map.of("azp", "crm", "gty", "client_credentials", "sid", "1"),
                Map.of("azp", "crm", "idtyp", "app", "amr", "pwd"),
                Map.of("azp", "crm", "preferred_username", "service-account-crm", "acr", "1"))) {
            var program = check(withSubject("5b1f6c1e", claims));
            assertThat(((TokenCheck.Accepted) program).caller().member())
                    .as("claims %s", claims)
                    .isNull();
        }
        var at = check(withSubject("crm@clients", Map.of("azp", "crm", "sid", "1")));
        assertThat(((TokenCheck.Accepted) at).caller().member()).isNull();
    }

    @Test
    void an_issuer_whose_subjects_are_members_is_trusted_with_them_by_name_and_its_programs_are_not() throws Exception {
        var usual = TokenConfig.withKeysIn(jwks);
        var bySubject = opened.add(new TokenVerifier(
                new TokenConfig(null, jwks, usual.issuer(), usual.audience(), "tenant", "sub", "scope"), () -> now));

        var person = await(bySubject, withSubject("auth0|7", Map.of("azp", "app")));
        var program = await(bySubject, withSubject("5b1f6c1e", Map.of("azp", "crm", "gty", "client-credentials")));

        assertThat(((TokenCheck.Accepted) person).caller().member()).isEqualTo("auth0|7");
        assertThat(((TokenCheck.Accepted) program).caller().member()).isNull();
    }

    private String withSubject(String subject, Map<String, Object> more) {
        var claims = new HashMap<String, Object>(more);
        claims.put("member", null);
        claims.put("sub", subject);
        return issuer.withClaims("t1", "m1", List.of(), HOUR, claims);
    }

    /** OpenID Connect Core 1.0 §2: a subject has at most 255 ASCII characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "user+yoga@example.com",
                "o'brien@example.com",
                "f:bb5c5d3a-1a2b-4c3d-9e8f-0123456789ab:jane.doe-of-the-studio@example.com",
                "Zm9vYmFyL2Jheg==",
                "CN=Jane Doe, OU=\"Studio; <one>\"",
                "100%25 {$gt}",
                "me"
            })
    void subjects_as_providers_make_them_are_members(String subject) throws Exception {
        var check = check(withClaim("member", subject));

        assertThat(((TokenCheck.Accepted) check).caller().member()).isEqualTo(subject);
        assertThat(check(withClaim("member", "m".repeat(255)))).isInstanceOf(TokenCheck.Accepted.class);
    }

    @Test
    void a_remembered_token_is_forgotten_the_moment_it_expires() throws Exception {
        var token = issuer.forMember("t1", "m1", List.of(), HOUR);
        check(token);
        now = NOON.plus(HOUR).minusNanos(1);
        assertThat(verifier.remembered(token)).isPresent();

        now = NOON.plus(HOUR);

        assertThat(verifier.remembered(token)).isEmpty();
        assertRefused(token);
    }

    @Test
    void no_more_tokens_are_remembered_than_there_is_room_for() throws Exception {
        var tokens = new VerifiedTokens(10, () -> now);
        var caller = new Caller("t1", "m1", java.util.Set.of(), null, NOON.plus(HOUR));
        for (int i = 0; i < 1_000; i++) {
            tokens.remember("token" + i, caller);
            assertThat(tokens.size()).isLessThanOrEqualTo(11);
        }
        assertThat(tokens.find("token999")).isNotNull();
    }

    @Test
    void an_unknown_key_makes_the_keys_be_read_again_but_not_too_often() throws Exception {
        assertThat(check(issuer.forMember("t1", "m1", List.of(), HOUR))).isInstanceOf(TokenCheck.Accepted.class);
        var rolled = DevelopmentTokens.create(() -> now);
        rolled.writeJwks(jwks);

        assertRefused(rolled.forMember("t1", "m1", List.of(), HOUR));
        now = now.plus(IssuerKeys.BETWEEN_READINGS);

        assertThat(check(rolled.forMember("t1", "m1", List.of(), HOUR))).isInstanceOf(TokenCheck.Accepted.class);
    }

    @Test
    void tokens_of_a_key_that_was_taken_back_are_not_remembered() throws Exception {
        var old = issuer.forMember("t1", "m1", List.of(), HOUR);
        check(old);
        var rolled = DevelopmentTokens.create(() -> now);
        rolled.writeJwks(jwks);
        now = now.plus(IssuerKeys.BETWEEN_READINGS);
        check(rolled.forMember("t1", "m1", List.of(), HOUR));

        assertThat(verifier.remembered(old)).isEmpty();
        assertRefused(old);
    }

    @Test
    void without_any_keys_nothing_is_known_until_they_are_there() throws Exception {
        Files.delete(jwks);
        var waiting = opened.add(new TokenVerifier(TokenConfig.withKeysIn(jwks), () -> now));
        var token = issuer.forMember("t1", "m1", List.of(), HOUR);
        assertThat(await(waiting, token)).isInstanceOf(TokenCheck.Unknown.class);
        assertThat(waiting.reasonForBeingDown()).isPresent();

        issuer.writeJwks(jwks);
        now = now.plus(IssuerKeys.BETWEEN_FIRST_READINGS);

        assertThat(await(waiting, token)).isInstanceOf(TokenCheck.Accepted.class);
        assertThat(waiting.reasonForBeingDown()).isEmpty();
    }

    @Test
    void the_development_key_is_kept_where_only_its_owner_can_read_it() throws Exception {
        var file = folder.resolve("keys").resolve("issuer.jwk");
        var first = DevelopmentTokens.at(file, () -> now);
        var again = DevelopmentTokens.at(file, () -> now);

        assertThat(again.jwks()).isEqualTo(first.jwks()).doesNotContain("\"d\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private TokenCheck check(String token) throws Exception {
        return await(verifier, token);
    }

    private static TokenCheck await(TokenVerifier verifier, String token) throws Exception {
        return verifier.check(token).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void assertRefused(String token) throws Exception {
        assertThat(check(token)).isInstanceOf(TokenCheck.Refused.class);
        assertThat(verifier.remembered(token)).isEmpty();
    }

    private String withClaim(String name, Object value) {
        return issuer.withClaims("t1", "m1", List.of(), HOUR, Map.of(name, value));
    }

    private JWTClaimsSet goodClaims() {
        return new JWTClaimsSet.Builder()
                .issuer(DevelopmentTokens.ISSUER)
                .audience(DevelopmentTokens.AUDIENCE)
                .expirationTime(Date.from(now.plus(HOUR)))
                .claim("tenant", "t1")
                .subject("m1")
                .build();
    }

    private RSAKey publishRsa() throws Exception {
        check(issuer.forMember("t1", "m1", List.of(), HOUR));
        var rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        Files.writeString(jwks, new JWKSet(rsa.toPublicJWK()).toString());
        now = now.plus(IssuerKeys.BETWEEN_READINGS);
        return rsa;
    }

    private String signed(RSAKey key, JWSAlgorithm algorithm) throws JOSEException {
        var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("rsa").build(), goodClaims());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    /** RFC 8032 §5.1.2. */
    private static byte[] encoded(EdECPublicKey key) {
        byte[] bigEndian = key.getPoint().getY().toByteArray();
        byte[] x = new byte[32];
        for (int i = 0; i < bigEndian.length && i < 32; i++) {
            x[i] = bigEndian[bigEndian.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            x[31] |= (byte) 0x80;
        }
        return x;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
