package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Language;
import org.paschima.contract.MemberId;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.change.Claim;
import org.paschima.insight.domain.change.Look;
import org.paschima.insight.domain.change.TensionDays;
import org.paschima.insight.domain.change.Tier;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.statistics.Pace;
import org.paschima.insight.store.RecordedDays;
import org.paschima.insight.store.Snapshot;
import org.paschima.insight.wording.ChangeWords;
import org.paschima.insight.wording.Sentence;

/**
 * The looks at the weeks that end within a range and have ended where the member is, and what may be claimed after the last
 * of them. Looks are concluded from the days as they are now, whatever was said when.
 */
final class LooksRoute {

    static final String PATH = "/v1/members/{member}/looks";

    private final ChangeQuestion change;
    private final Slices slices;

    LooksRoute(ChangeQuestion change, Slices slices) {
        this.change = change;
        this.slices = slices;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::looks);
    }

    private FreshRoute.Query looks(MemberId member, QueryParameters parameters, Call call) {
        var range = DayRange.of(parameters);
        var region = RegionParameter.one(parameters);
        var language = FreshRoute.language(call);
        return FreshRoute.Query.over(range, () -> {
            var now = change.now();
            var first = IsoWeek.of(range.from());
            var seen = change.days(member, TensionDays.neededFrom(first), range.to());
            // ten years have five hundred looks
            return slices.of(call, pace -> answer(language, member, region, range, now, seen, pace));
        });
    }

    private Answer answer(
            Language language,
            MemberId member,
            String region,
            DayRange range,
            Instant now,
            Snapshot<RecordedDays> seen,
            Pace pace) {
        var first = IsoWeek.of(range.from());
        var last = IsoWeek.endedBy(earlier(range.to(), ChangeQuestion.yesterday(now, seen)));
        if (last.compareTo(first) < 0) {
            return FreshRoute.said(
                    language, seen, json -> write(json, region, range, List.of(), 0, Claim.of(List.of()), null));
        }
        int remembered = Claim.MEMORY_WEEKS - 1;
        var looks = new TensionDays(seen.content().days()).looks(region, first.plus(-remembered), last, pace);
        var claim = Claim.of(looks);
        var sentence = ChangeWords.of(
                language, region, PrimaryRegions.ratedOn(seen.content().days()), claim, looks.getLast());
        var about = claim.basis().orElse(looks.getLast()).verdict();
        change.note(member, region, about, claim.tier(), sentence, now, seen.revision());
        return FreshRoute.said(language, seen, json -> write(json, region, range, looks, remembered, claim, sentence));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static void write(
            JsonGenerator json,
            String region,
            DayRange range,
            List<Look> looks,
            int first,
            Claim claim,
            @Nullable Sentence sentence)
            throws IOException {
        json.writeStringField("region", region);
        AnswerJson.days(json, range.from(), range.to());
        json.writeArrayFieldStart("items");
        for (int i = first; i < looks.size(); i++) {
            look(json, looks.get(i), Claim.of(looks.subList(0, i + 1)));
        }
        json.writeEndArray();
        json.writeObjectFieldStart("claim");
        claim(json, claim, looks, sentence);
        json.writeEndObject();
    }

    private static void look(JsonGenerator json, Look look, Claim after) throws IOException {
        json.writeStartObject();
        json.writeStringField("week", look.week().label());
        AnswerJson.days(
                json, look.verdict().window().first(), look.verdict().window().last());
        VerdictJson.conclusion(json, look.verdict(), after.tierOf(look.verdict()));
        json.writeArrayFieldStart("scheduledBy");
        for (var occasion : look.occasions().stream().sorted().toList()) {
            json.writeString(occasion.name());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void claim(JsonGenerator json, Claim claim, List<Look> looks, @Nullable Sentence sentence)
            throws IOException {
        json.writeStringField("tier", claim.tier().name());
        AnswerJson.text(json, "direction", claim.direction().map(Enum::name));
        AnswerJson.text(
                json,
                "verdict",
                claim.basis().map(look -> look.verdict().conclusion().name()));
        AnswerJson.text(
                json, "since", claim.since().map(since -> IsoWeek.of(since).label()));
        AnswerJson.text(json, "week", claim.basis().map(look -> look.week().label()));
        json.writeBooleanField("withdrawn", claim.isWithdrawn());
        json.writeBooleanField("turned", claim.hasTurned());
        if (sentence == null) {
            AnswerJson.nulls(json, "template", "text");
        } else {
            VerdictJson.words(json, sentence);
        }
        if (looks.isEmpty()
                || (claim.tier() == Tier.NONE
                        && looks.getLast().verdict().found().isEmpty())) {
            json.writeStringField("reason", VerdictJson.NOT_ENOUGH_DATA);
        }
    }
}
