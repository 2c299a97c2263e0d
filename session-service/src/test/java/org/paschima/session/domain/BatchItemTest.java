package org.paschima.session.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.codec.Identity;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Parsed;
import org.paschima.testkit.Seeds;

/** A line that can be read in one pass is answered as if it had been judged in full, and so is one that cannot. */
final class BatchItemTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Identity IDENTITY = Identity.orDefault("client", "key-7");
    private static final int LINES = 3_000;
    private static final List<RecordKind> KINDS = List.of(RecordKind.values());

    private static final List<String> LINES_THAT_ARE_RIGHT = List.of("""
            {"kind":"practice","member":"m-1","clientRecordId":"p-1","version":2,"startedAt":"2026-03-02T18:00:00+01:00",\
            "endedAt":"2026-03-02T18:20:00+01:00","zone":"Europe/Berlin","context":"mat","segments":[{"practice":\
            "tadasana","minutes":5.5,"side":"left"},{"practice":"other","minutes":30,"activity":"yoga","label":"flow"}],\
            "before":{"tension":[{"region":"neck","value":6}],"stress":4},"after":{"mood":7},"concurrent":["heat"]}""", """
            {"kind":"practice","startedAt":"2026-03-02T18:00:00Z","zone":"UTC","context":"desk","moment":"stress",\
            "segments":[{"practice":"yoga","minutes":300}],"note":"müde"}""", """
            {"kind":"posture-check","member":"m-2","source":"app","clientRecordId":"c-1","version":1,\
            "at":"2026-03-02T09:00:00.5Z","zone":"Asia/Kolkata","dayStart":"04:00","position":"sitting",\
            "felt":{"frontBack":-2,"sideSide":1},"tadasana":{"ears":1},"breath":{"rate":12.5,"backAwareness":3},\
            "observations":[{"measure":"cva","value":47.25,"method":"photo","instrument":"phone","quality":0.9}],\
            "comfortable":true}""", """
            {"kind":"tension-report","member":"me","version":3,"clientRecordId":"t-1","at":"2026-03-02T09:00:00+05:00",\
            "zone":"Europe/Berlin","localDate":"2026-03-02","tension":[{"region":"neck","side":"right","value":3},\
            {"region":"jaw","value":10}],"stress":5,"pain":[{"region":"neck","value":1}],"moment":"discomfort"}""", """
            {"kind":"symptom-report","member":"m-3","at":"2026-03-02T09:00:00Z","zone":"UTC","symptoms":\
            [{"code":"hand-weakness","side":"left"}]}""", """
            {"kind":"tension-report","member":"m-1","clientRecordId":"t-1","version":4,"deleted":true}""");

    private static final List<Json> ODD = List.of(
            Json.Null.VALUE,
            new Json.Num(-1),
            new Json.Num(2.5),
            new Json.Num(9_007_199_254_740_991.0),
            new Json.Num(1e300),
            new Json.Bool(false),
            new Json.Str(""),
            new Json.Str("a b/c"),
            new Json.Str("practice"),
            new Json.Str("2026-11-20T12:30:00Z"),
            new Json.Str("2026-03-02 09:00"),
            new Json.Arr(List.of()),
            new Json.Arr(Collections.nCopies(101, new Json.Str("neck"))),
            new Json.Obj(Map.of()));

    static LongStream seeds() {
        return Seeds.first(5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_line_comes_to_the_same_in_one_pass_as_in_full(long seed) throws Exception {
        var random = new Random(seed);
        int read = 0;
        for (int i = 0; i < LINES; i++) {
            var line = line(random);
            var whose = random.nextBoolean() ? null : "m-9";

            var item = BatchItem.read(line, IDENTITY, whose, NOW);

            assertThat(item).as(new String(line, StandardCharsets.UTF_8)).isEqualTo(inFull(line, whose));
            read += item instanceof Parsed.Read<BatchItem> ? 1 : 0;
        }
        assertThat(read).as("lines that are right, of " + LINES).isBetween(LINES / 10, LINES * 9 / 10);
    }

    private static Parsed<BatchItem> inFull(byte[] line, @Nullable String whose) {
        try {
            return BatchItem.read(JsonReader.read(line), IDENTITY, whose, NOW);
        } catch (MalformedJsonException e) {
            return new Parsed.Malformed<>(String.valueOf(e.getMessage()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_body_that_contradicts_its_path_is_refused_however_it_is_read(long seed) throws Exception {
        var random = new Random(seed);
        for (int i = 0; i < LINES / 3; i++) {
            var tree = JsonReader.read(line(random, random.nextInt(2)));
            var plain = JsonWriter.bytes(tree);
            var escaped = new String(plain, StandardCharsets.UTF_8)
                    .replaceFirst("\"zone\"", "\"\\\\u007aone\"")
                    .getBytes(StandardCharsets.UTF_8);
            var kind = KINDS.get(random.nextInt(KINDS.size()));
            var identity = random.nextBoolean() ? IDENTITY : Identity.of(new RecordId("app", "c-1"));

            assertThat(Bodies.record(kind, plain, identity, "m-1", NOW))
                    .as(new String(escaped, StandardCharsets.UTF_8))
                    .isEqualTo(Bodies.record(kind, escaped, identity, "m-1", NOW));
        }
    }

    private static byte[] line(Random random) throws MalformedJsonException {
        var line = line(random, random.nextInt(3));
        if (random.nextInt(5) == 0) {
            line[random.nextInt(line.length)] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : '"');
        }
        return line;
    }

    /** One that is right but for so many fields. */
    private static byte[] line(Random random, int faults) throws MalformedJsonException {
        var right = LINES_THAT_ARE_RIGHT.get(random.nextInt(LINES_THAT_ARE_RIGHT.size()));
        var json = JsonReader.read(right.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < faults; i++) {
            json = withFault(json, random);
        }
        return JsonWriter.bytes(json);
    }

    private static Json withFault(Json json, Random random) {
        return switch (json) {
            case Json.Obj(var fields)
            when !fields.isEmpty() -> {
                var names = new ArrayList<>(fields.keySet());
                Collections.shuffle(names, random);
                var other = new LinkedHashMap<String, Json>();
                names.forEach(name -> other.put(name, fields.getOrDefault(name, Json.Null.VALUE)));
                var name = names.getFirst();
                switch (random.nextInt(4)) {
                    case 0 -> other.remove(name);
                    case 1 -> other.put("x-" + name, new Json.Num(1));
                    default -> other.compute(name, (_, value) -> withFault(value == null ? json : value, random));
                }
                yield new Json.Obj(other);
            }
            case Json.Arr(var items)
            when !items.isEmpty() && random.nextInt(4) > 0 -> {
                var other = new ArrayList<>(items);
                other.set(0, withFault(items.getFirst(), random));
                if (random.nextInt(4) == 0) {
                    other.add(items.getFirst());
                }
                yield new Json.Arr(other);
            }
            case Json _ -> ODD.get(random.nextInt(ODD.size()));
        };
    }
}
