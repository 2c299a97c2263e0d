package org.paschima.insight.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.paschima.contract.Language;
import org.paschima.contract.MemberId;
import org.paschima.contract.Profile;
import org.paschima.contract.Rest;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.balance.BalanceOverTime;
import org.paschima.insight.domain.helps.Population;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.OneMoment;
import org.paschima.insight.store.Populations;
import org.paschima.insight.wording.Sentence;

/** What there is to say about a member's last weeks, in a few plain sentences that a voice can read. */
final class SummaryRoute {

    static final String PATH = "/v1/members/{member}/summary";

    private static final Set<DayPart> PARTS = Set.of(DayPart.RATINGS, DayPart.SESSIONS);

    private final MemberHistory history;
    private final Populations populations;
    private final ChangeQuestion change;
    private final Slices slices;
    private final InstantSource clock;

    SummaryRoute(
            MemberHistory history, Populations populations, ChangeQuestion change, Slices slices, InstantSource clock) {
        this.slices = slices;
        this.history = history;
        this.populations = populations;
        this.change = change;
        this.clock = clock;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::summary);
    }

    private FreshRoute.Query summary(MemberId member, QueryParameters parameters, Call call) {
        var now = clock.instant();
        var language = FreshRoute.language(call);
        var wanted = new LookBack(Optional.empty(), parameters.date("to"), now, Summary.DAYS);
        return () -> answer(language, member, wanted, now, call);
    }

    private Answer answer(Language language, MemberId member, LookBack wanted, Instant now, Call call) {
        var population = populations.of(member.tenant(), now).filter(Population::isLargeEnough);
        var seen = history.atOneMoment(
                member, asked -> summary(language, wanted, population, Slices.whileAwaited(call, asked), call));
        var summary = seen.content();
        change.note(
                member,
                summary.region(),
                summary.verdict(),
                summary.tier(),
                summary.sentences().getFirst(),
                now,
                seen.revision());
        var revision = seen.revision()
                + population
                        .filter(_ -> summary.isFromPopulation())
                        .map(sums -> "-" + sums.asOf().toEpochMilli())
                        .orElse("");
        return FreshRoute.said(language, seen, revision, json -> {
            AnswerJson.days(json, summary.range().from(), summary.range().to());
            json.writeStringField("region", summary.region());
            json.writeStringField(
                    "text", summary.sentences().stream().map(Sentence::text).collect(Collectors.joining(" ")));
            json.writeArrayFieldStart("sentences");
            for (var sentence : summary.sentences()) {
                json.writeStartObject();
                VerdictJson.words(json, sentence);
                json.writeObjectFieldStart("values");
                for (var value : sentence.values().entrySet()) {
                    json.writeStringField(value.getKey(), value.getValue());
                }
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private Summary summary(
            Language language, LookBack wanted, Optional<Population> population, OneMoment asked, Call call) {
        var read = wanted.toRead();
        var known = asked.days(read.from(), read.to(), PARTS);
        var zone = known.zone().orElse(ZoneOffset.UTC);
        var range = wanted.in(zone);
        var rest = asked.settings().profile().map(Profile::rest).orElse(Rest.NONE);
        var balance = balance(range, asked);
        return slices.of(
                call, _ -> Summary.of(language, range, known.days(), wanted.lastWeek(zone), balance, rest, population));
    }

    private static BalanceOverTime balance(DayRange range, OneMoment asked) {
        var weeks = Summary.weeks(range);
        var bands = OwnBands.upTo(weeks.to(), asked);
        var days = asked.days(weeks.from(), weeks.to(), Set.of(OwnBands.postureAgainst(bands)));
        return BalanceOverTime.of(days.days().values(), bands);
    }
}
