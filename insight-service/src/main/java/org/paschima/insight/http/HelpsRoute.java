package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.paschima.contract.Language;
import org.paschima.contract.MemberId;
import org.paschima.contract.Moment;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.helps.Credit;
import org.paschima.insight.domain.helps.Helps;
import org.paschima.insight.domain.helps.Pairs;
import org.paschima.insight.domain.helps.Population;
import org.paschima.insight.domain.helps.Reference;
import org.paschima.insight.domain.helps.Shrunk;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.Populations;
import org.paschima.insight.store.RecordedDays;
import org.paschima.insight.store.Snapshot;
import org.paschima.insight.wording.HelpsWords;

/** What helps: practices or cues, with what reports changed by after them and how sure that is. */
final class HelpsRoute {

    static final String PATH = "/v1/members/{member}/helps";
    static final Set<DayPart> PARTS = Set.of(DayPart.RATINGS, DayPart.SESSIONS);
    static final int DEFAULT_DAYS = 180;

    private static final String ANY = "any";
    private static final int VERSION = 3;

    private final MemberHistory history;
    private final Populations populations;
    private final Slices slices;
    private final InstantSource clock;

    HelpsRoute(MemberHistory history, Populations populations, Slices slices, InstantSource clock) {
        this.slices = slices;
        this.history = history;
        this.populations = populations;
        this.clock = clock;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::helps);
    }

    /** What is asked, beside the member. */
    private record Wanted(
            LookBack range, Credit by, Optional<Moment> moment, String region, Instant now, Language language) {}

    private FreshRoute.Query helps(MemberId member, QueryParameters parameters, Call call) {
        var now = clock.instant();
        var range = LookBack.of(parameters, now, DEFAULT_DAYS);
        var by = parameters
                .text("by", text -> credit(text).isPresent(), "must be practice or cue")
                .flatMap(HelpsRoute::credit)
                .orElse(Credit.PRACTICE);
        var moment = parameters
                .text(
                        "moment",
                        text -> text.equals(ANY) || moment(text).isPresent(),
                        "must be any, stress or discomfort")
                .flatMap(HelpsRoute::moment);
        var region = RegionParameter.one(parameters);
        var wanted = new Wanted(range, by, moment, region, now, FreshRoute.language(call));
        var read = range.toRead();
        return FreshRoute.Query.over(
                read, () -> answer(member, wanted, history.days(member, read.from(), read.to(), PARTS), call));
    }

    private static Optional<Credit> credit(String text) {
        return Arrays.stream(Credit.values())
                .filter(each -> wire(each).equals(text))
                .findFirst();
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Of moments, only those in which help is needed are asked for apart. */
    private static Optional<Moment> moment(String text) {
        return Arrays.stream(Moment.values())
                .filter(each -> each != Moment.ROUTINE && each.wire().equals(text))
                .findFirst();
    }

    private Answer answer(MemberId member, Wanted wanted, Snapshot<RecordedDays> seen, Call call) {
        var range = wanted.range().in(seen.content().zone().orElse(ZoneOffset.UTC));
        // the sums are of the primary index
        var population = wanted.region().equals(RegionParameter.PRIMARY)
                ? populations.of(member.tenant(), wanted.now()).filter(Population::isLargeEnough)
                : Optional.<Population>empty();
        var helps = slices.of(call, pace -> {
            var pairs = Pairs.of(range.of(seen.content().days()), RegionParameter.regions(wanted.region()));
            pace.sliceDone();
            return Helps.of(pairs, wanted.by(), wanted.moment(), population);
        });
        var used = population.filter(_ -> helps.usesPopulation());
        // sums that had an effect on the answer are part of what it is made of
        var revision = seen.revision()
                + used.map(sums -> "-" + sums.asOf().toEpochMilli()).orElse("");
        return FreshRoute.said(wanted.language(), seen, revision, json -> {
            json.writeStringField("by", wire(wanted.by()));
            json.writeStringField("moment", wanted.moment().map(Moment::wire).orElse(ANY));
            json.writeStringField("region", wanted.region());
            AnswerJson.days(json, range.from(), range.to());
            write(json, wanted, helps, range);
            population(json, used);
            json.writeStringField("method", helps.isFromPopulation() ? "empirical-bayes-two-level" : "empirical-bayes");
            json.writeNumberField("algorithmVersion", VERSION);
        });
    }

    private static void write(JsonGenerator json, Wanted wanted, Helps helps, DayRange range) throws IOException {
        json.writeArrayFieldStart("items");
        for (var item : helps.items()) {
            json.writeStartObject();
            write(json, wanted, item, helps.basis(), range);
            json.writeEndObject();
        }
        json.writeEndArray();
        AnswerJson.number(json, "tauSquared", helps.tauSquared());
        AnswerJson.number(json, "tauSquaredPauleMandel", helps.pauleMandel());
        json.writeStringField("ranking", helps.withheld().isPresent() ? "WITHHELD" : "SHOWN");
        if (helps.withheld().isPresent()) {
            json.writeStringField("reason", helps.withheld().get().name());
        }
        AnswerJson.number(json, "missingPostShare", helps.missingPostShare());
        json.writeObjectFieldStart("excluded");
        for (var excluded : new TreeMap<>(helps.excluded()).entrySet()) {
            json.writeNumberField(camel(excluded.getKey()), excluded.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("reference");
        if (helps.reference().isPresent()) {
            var reference = helps.reference().get();
            AnswerJson.number(json, "rho", reference.rho());
            AnswerJson.number(json, "memberMean", reference.memberMean());
            json.writeNumberField("comparisonPairs", reference.comparisonPairs());
        } else {
            json.writeNullField("rho");
            json.writeNullField("memberMean");
            json.writeNumberField("comparisonPairs", 0);
        }
        json.writeStringField("basis", helps.basis().name());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Wanted wanted, Helps.Item item, Reference.Basis basis, DayRange range)
            throws IOException {
        json.writeStringField("id", item.id());
        json.writeNumberField("pairs", item.pairs());
        json.writeNumberField("days", item.days());
        AnswerJson.number(json, "raw", item.raw());
        AnswerJson.number(json, "adjusted", item.adjusted());
        AnswerJson.number(json, "shrunk", item.shrunk());
        AnswerJson.number(json, "low", item.low());
        AnswerJson.number(json, "high", item.high());
        AnswerJson.number(json, "confidence", Shrunk.CONFIDENCE);
        AnswerJson.number(json, "probabilityBest", item.probabilityBest());
        json.writeStringField("words", item.words().name());
        var sentence = HelpsWords.of(wanted.language(), wanted.by(), item, basis, range.from(), range.to());
        json.writeStringField("template", sentence.template().id());
        json.writeStringField("text", sentence.text());
        var around = item.circumstances();
        json.writeObjectFieldStart("circumstances");
        AnswerJson.number(json, "before", around.before());
        AnswerJson.number(json, "minutes", around.minutes());
        json.writeFieldName("hourBlocks");
        var blocks = around.hourBlocks().stream().mapToInt(count -> count).toArray();
        json.writeArray(blocks, 0, blocks.length);
        json.writeNumberField("stoppedEarly", around.stoppedEarly());
        json.writeNumberField("ratedBefore", around.ratedBefore());
        json.writeNumberField("missingPost", around.missingAfter());
        json.writeEndObject();
    }

    private static void population(JsonGenerator json, Optional<Population> used) throws IOException {
        if (used.isEmpty()) {
            json.writeNullField("population");
            return;
        }
        json.writeObjectFieldStart("population");
        json.writeNumberField("members", used.get().members());
        AnswerJson.instant(json, "asOf", used.get().asOf());
        json.writeEndObject();
    }

    /** {@code SEVERAL_CUES} is severalCues. */
    private static String camel(Enum<?> constant) {
        var words = constant.name().split("_", -1);
        return words[0].toLowerCase(Locale.ROOT)
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining());
    }
}
