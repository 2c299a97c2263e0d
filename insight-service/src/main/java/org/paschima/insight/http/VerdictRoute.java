package org.paschima.insight.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.paschima.contract.Language;
import org.paschima.contract.MemberId;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.change.Claim;
import org.paschima.insight.domain.change.Saying;
import org.paschima.insight.domain.change.TensionDays;
import org.paschima.insight.domain.change.Tier;
import org.paschima.insight.domain.change.Window;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.wording.ChangeWords;

/**
 * Has it changed? Two halves of a window compared.
 *
 * <p>May be asked on any day, unlike looks; so what it finds is said tentatively, unless the weekly looks up to then have
 * established the same. Its sentence never contradicts what the last look says, which is what the summary of the day says.
 */
final class VerdictRoute {

    static final String PATH = "/v1/members/{member}/verdict";

    /** Four days in each half are needed, and comparing all pairs of days has to stay cheap. */
    private static final int LEAST_DAYS = 8;

    private static final int MOST_DAYS = 84;

    private final ChangeQuestion change;

    VerdictRoute(ChangeQuestion change) {
        this.change = change;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::verdict);
    }

    private FreshRoute.Query verdict(MemberId member, QueryParameters parameters, Call call) {
        var region = RegionParameter.one(parameters);
        var to = parameters.date("to");
        int windowDays = parameters.integer("windowDays", Window.DAYS, LEAST_DAYS, MOST_DAYS);
        if (windowDays % 2 != 0) {
            parameters.fault("windowDays", "VALUE", "must be even: both halves have equally many days");
        }
        var language = FreshRoute.language(call);
        return () -> answer(language, member, region, to, windowDays, change.now());
    }

    private Answer answer(
            Language language, MemberId member, String region, Optional<LocalDate> to, int windowDays, Instant now) {
        var earliest = change.earliestYesterday(now);
        var readFrom = earlier(
                new Window(to.orElse(earliest), windowDays).first(),
                TensionDays.neededFrom(IsoWeek.endedBy(earlier(to.orElse(earliest), earliest))));
        var seen = change.days(member, readFrom, to.orElse(change.latestToday(now)));

        var yesterday = ChangeQuestion.yesterday(now, seen);
        var window = new Window(to.orElse(yesterday), windowDays);
        var tension = new TensionDays(seen.content().days());
        var verdict = tension.verdict(region, window);
        var rated = PrimaryRegions.ratedOn(seen.content().days());
        var week = IsoWeek.endedBy(earlier(window.last(), yesterday));
        var looks = tension.lately(region, week);
        var claim = Claim.of(looks);
        var tier = claim.tierOf(verdict);
        // A window that ends within a week may find something else than the look that summary and looks speak of.
        var last = looks.getLast();
        boolean isTheLooks = windowDays == Window.DAYS
                && (claim.hasTurned()
                        || Saying.of(claim, last).contradicts(Saying.of(verdict))
                        || (claim.tier() == Tier.ESTABLISHED && verdict.found().isEmpty()));
        var sentence = isTheLooks
                ? ChangeWords.of(language, region, rated, claim, last)
                : ChangeWords.of(language, region, rated, verdict, tier);
        if (isTheLooks) {
            change.note(
                    member, region, claim.basis().orElse(last).verdict(), claim.tier(), sentence, now, seen.revision());
        } else {
            change.note(member, region, verdict, tier, sentence, now, seen.revision());
        }
        return FreshRoute.said(language, seen, json -> {
            json.writeStringField("region", region);
            VerdictJson.conclusion(json, verdict, tier);
            VerdictJson.grounds(json, verdict);
            VerdictJson.words(json, sentence);
        });
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
