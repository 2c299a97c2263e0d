package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.paschima.contract.Language;
import org.paschima.contract.MemberId;
import org.paschima.contract.Profile;
import org.paschima.contract.Rest;
import org.paschima.contract.codec.WireTime;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.habit.Habit;
import org.paschima.insight.domain.habit.Variety;
import org.paschima.insight.domain.habit.VarietyFold;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.OneMoment;
import org.paschima.insight.wording.HabitWords;
import org.paschima.insight.wording.Sentence;

/** Habit without streaks, and how much posture was varied. */
final class HabitRoute {

    static final String PATH = "/v1/members/{member}/habit";

    /** Variety is of the last days of the range: a wearable's checks are many. */
    private static final int VARIETY_DAYS = 7;

    private static final String NOT_ENOUGH_DATA = "NOT_ENOUGH_DATA";

    private final MemberHistory history;
    private final Slices slices;
    private final InstantSource clock;

    HabitRoute(MemberHistory history, Slices slices, InstantSource clock) {
        this.history = history;
        this.slices = slices;
        this.clock = clock;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::habit);
    }

    /** What was concluded, of which days. */
    private record Concluded(DayRange range, ZoneId zone, Habit habit, DayRange varietyRange, Variety variety) {}

    private FreshRoute.Query habit(MemberId member, QueryParameters parameters, Call call) {
        var wanted = LookBack.of(parameters, clock.instant());
        var language = FreshRoute.language(call);
        return FreshRoute.Query.over(wanted.toRead(), () -> {
            var seen = history.atOneMoment(member, asked -> conclude(wanted, Slices.whileAwaited(call, asked), call));
            var found = seen.content();
            return FreshRoute.said(language, seen, json -> {
                AnswerJson.days(json, found.range().from(), found.range().to());
                habit(json, language, found.habit(), found.range());
                variety(json, language, found);
            });
        });
    }

    private Concluded conclude(LookBack wanted, OneMoment asked, Call call) {
        var read = wanted.toRead();
        var known =
                asked.days(Habit.lookBackFrom(read.from(), wanted.earliestTo()), read.to(), Set.of(DayPart.SESSIONS));
        var zone = known.zone().orElse(ZoneOffset.UTC);
        var range = wanted.in(zone);
        var rest = asked.settings().profile().map(Profile::rest).orElse(Rest.NONE);
        var habit = slices.of(call, _ -> Habit.of(known.days(), rest, range.from(), range.to()));

        var earliest = range.to().minusDays(VARIETY_DAYS - 1);
        var varied = new DayRange(range.from().isAfter(earliest) ? range.from() : earliest, range.to());
        var checks =
                asked.days(varied.from(), varied.to(), Set.of(DayPart.CHECKS)).days();
        var bands = OwnBands.upTo(varied.to(), asked).bands();
        var variety = slices.of(
                call,
                _ -> VarietyFold.of(
                        checks.values().stream()
                                .flatMap(cells -> cells.checks().stream())
                                .toList(),
                        varied.of(known.days()).values().stream()
                                .flatMap(cells -> cells.sessions().stream())
                                .toList(),
                        bands));
        return new Concluded(range, zone, habit, varied, variety);
    }

    /** How regular practice was, in figures and in a sentence. */
    static void habit(JsonGenerator json, Language language, Habit habit, DayRange range) throws IOException {
        var score = habit.score();
        if (score.isPresent()) {
            AnswerJson.number(json, "strength", score.get().strength());
            AnswerJson.number(json, "automaticity", score.get().automaticity());
        } else {
            json.writeNullField("strength");
            json.writeNullField("automaticity");
        }
        json.writeNumberField("practisedDays", habit.practisedDays());
        json.writeNumberField("restDays", habit.restDays());
        if (score.isEmpty()) {
            json.writeStringField("reason", NOT_ENOUGH_DATA);
        }
        words(json, HabitWords.habit(language, habit, range.from(), range.to()));
    }

    private static void variety(JsonGenerator json, Language language, Concluded found) throws IOException {
        var variety = found.variety();
        json.writeObjectFieldStart("variety");
        AnswerJson.days(json, found.varietyRange().from(), found.varietyRange().to());
        if (variety.isEnough()) {
            var last = variety.last().orElseThrow();
            AnswerJson.number(json, "minutesSinceChange", last.minutesSinceChange());
            json.writeStringField(
                    "lastSeenAt",
                    WireTime.of(Instant.ofEpochSecond(last.at())
                            .atZone(found.zone())
                            .toOffsetDateTime()));
            AnswerJson.number(json, "longestStaticMinutes", variety.longestStaticMinutes());
            AnswerJson.number(json, "changesPerWakingHour", variety.changesPerWakingHour());
            json.writeNumberField("episodes", variety.episodes().count());
            json.writeNumberField("episodesCollapsed", variety.episodes().collapsed());
            json.writeNumberField("episodesOvercorrected", variety.episodes().overcorrected());
            AnswerJson.number(json, "minutesOffNeutral", variety.episodes().minutes());
        } else {
            for (var name : List.of(
                    "minutesSinceChange",
                    "lastSeenAt",
                    "longestStaticMinutes",
                    "changesPerWakingHour",
                    "episodes",
                    "episodesCollapsed",
                    "episodesOvercorrected",
                    "minutesOffNeutral")) {
                json.writeNullField(name);
            }
        }
        AnswerJson.number(json, "observedMinutes", variety.observedMinutes());
        json.writeNumberField("changes", variety.changes());
        if (!variety.isEnough()) {
            json.writeStringField("reason", NOT_ENOUGH_DATA);
        }
        words(
                json,
                HabitWords.variety(
                        language,
                        variety,
                        found.varietyRange().from(),
                        found.varietyRange().to()));
        json.writeEndObject();
    }

    private static void words(JsonGenerator json, Sentence sentence) throws IOException {
        json.writeStringField("template", sentence.template().id());
        json.writeStringField("text", sentence.text());
    }
}
