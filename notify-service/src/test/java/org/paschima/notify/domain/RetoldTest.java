package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.practised;
import static org.paschima.notify.domain.MemberFixture.symptom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Language;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.Profile;
import org.paschima.contract.Receipt;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.ReceiptCodec;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.testkit.Seeds;

/** A receipt is told in the language of who asks, as it would have been decided in it, and nothing else of it changes. */
class RetoldTest {

    private static final Optional<Language> ENGLISH = Optional.of(Language.EN);
    private static final Optional<Language> GERMAN = Optional.of(Language.DE);

    private static List<Receipt> history(long seed, String language) {
        var random = new Random(seed);
        var member = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(new Profile(BERLIN, LocalTime.MIDNIGHT, language, null, 2)));
        for (int i = 3; i < 60; i++) {
            switch (random.nextInt(8)) {
                case 0 -> member.happens(practised("p" + i, 1, member.now.minusSeconds(600), Duration.ofMinutes(5)));
                case 1 -> {
                    if (i % 4 == 0) {
                        member.happens(symptom("s" + i, 1, random.nextBoolean() ? "fever" : "headache", member.now));
                    }
                }
                case 2 -> {
                    var d = NudgePlan.DEFAULT;
                    var caps = new Caps(random.nextInt(4), random.nextInt(12), 60 * random.nextInt(4), 30);
                    member.happens(FactCodec.changed(new NudgePlan(
                            random.nextInt(6) > 0,
                            d.slots(),
                            d.contexts(),
                            d.quietHours(),
                            d.zonePolicy(),
                            caps,
                            null,
                            i)));
                }
                default -> {
                    // now and then late, so that a moment has passed or several have
                    var due = member.state.nextDue();
                    due.ifPresent(at -> member.at(at.plus(Duration.ofMinutes(random.nextInt(8) == 0 ? 3_000 : 1)))
                            .decides());
                }
            }
        }
        return member.receipts;
    }

    @Test
    void it_is_told_as_it_would_have_been_decided_for_who_reads_that_language() {
        var told = new ArrayList<String>();
        Seeds.first(40).forEach(seed -> {
            var english = history(seed, "en");
            var german = history(seed, "de-AT");
            assertThat(english).as("seed " + seed).hasSameSizeAs(german);
            for (int i = 0; i < english.size(); i++) {
                assertThat(text(Retold.in(GERMAN, ReceiptCodec.bytes(english.get(i)))))
                        .as("seed " + seed)
                        .isEqualTo(german.get(i).text());
                assertThat(text(Retold.in(ENGLISH, ReceiptCodec.bytes(german.get(i)))))
                        .as("seed " + seed)
                        .isEqualTo(english.get(i).text());
                told.add(german.get(i).text());
            }
        });
        assertThat(told.stream().map(text -> text.substring(0, 11)).distinct()).contains("Kein Impuls", "Impuls um 1");
        assertThat(told).anyMatch(text -> text.startsWith("Kein Impuls an "));
    }

    @Test
    void all_else_stays_as_it_was_decided() throws IOException {
        for (var receipt : of("2")) {
            for (var language : Language.values()) {
                var before = new LinkedHashMap<>(json(receipt).fields());
                var after = new LinkedHashMap<>(
                        json(Retold.in(Optional.of(language), receipt)).fields());
                before.remove("text");
                after.remove("text");
                assertThat(after).isEqualTo(before);
            }
        }
    }

    @Test
    void in_its_own_language_it_is_the_same_bytes_and_so_it_is_where_none_is_asked_for() throws IOException {
        for (var receipt : of("2")) {
            assertThat(Retold.in(Optional.empty(), receipt)).isSameAs(receipt);
            boolean isGerman = new String(receipt, StandardCharsets.UTF_8).contains("\"language\":\"de\"");
            assertThat(Retold.in(isGerman ? GERMAN : ENGLISH, receipt)).isSameAs(receipt);
        }
    }

    @Test
    void what_cannot_be_told_in_another_language_is_told_as_it_is_stored() throws IOException {
        for (var receipt : of("1")) {
            assertThat(Retold.in(GERMAN, receipt)).isSameAs(receipt);
        }
        for (var receipt : of("2")) {
            for (var change : List.of(
                    List.of("\"decidedAt\":\"", "\"decidedAt\":\"x"),
                    List.of("\"decidedAt\":", "\"decided\":"),
                    List.of("\"statedZone\":\"", "\"statedZone\":\"No/Such/"))) {
                var odd = new String(receipt, StandardCharsets.UTF_8).replace(change.getFirst(), change.getLast());
                var bytes = odd.getBytes(StandardCharsets.UTF_8);
                assertThat(bytes).isNotEqualTo(receipt);
                assertThat(Retold.in(GERMAN, bytes)).isSameAs(bytes);
            }
        }
        for (var odd : List.of("", "[]", "{}", "{\"decisionId\":1}", "no json")) {
            var bytes = odd.getBytes(StandardCharsets.UTF_8);
            assertThat(Retold.in(GERMAN, bytes)).isSameAs(bytes);
        }
    }

    private static Json.Obj json(byte[] receipt) {
        try {
            return (Json.Obj) JsonReader.read(receipt);
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(byte[] receipt) {
        return ((Json.Str) Objects.requireNonNull(json(receipt).fields().get("text"))).value();
    }

    private static List<byte[]> of(String version) throws IOException {
        try (var in = RetoldTest.class.getResourceAsStream("receipts-of-policy-" + version + ".jsonl")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
    }
}
