package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.catalog.SymptomTier;
import org.paschima.notify.domain.RememberedRecord.What.Stated;
import org.paschima.notify.domain.Reports.Episode;
import org.paschima.notify.domain.Suggestion.Because;
import org.paschima.notify.domain.Suggestion.Reason;

/**
 * The rules by which a check is suggested (domain.md §5.1, tier ROUTINE): fixed, of surviving reports, no model. Pain and
 * tension are looked at over the six weeks that end with the last day on which either was rated.
 *
 * <p>Only what stands in the log behind the member's last answer counts: whoever went on is shown the same again only
 * when a rule is met anew. An answer is a dismissal, or the member's own statement that a professional looked at it.
 */
final class Routine {

    private static final int PAIN_REPORTS = 3;
    private static final Duration PAIN_WITHIN = Duration.ofDays(7);
    private static final int WEEKS = 6;
    private static final int DAYS = WEEKS * 7;
    private static final int MOST_DAYS = DAYS / 2 + 1;
    private static final int RISES = 2;
    private static final int YOUNG = 20;
    private static final int OLD = 55;

    private Routine() {}

    static Optional<Suggestion> suggestion(MemberState state, Instant now) {
        long answered = answered(state);
        var surviving = state.reports()
                .surviving(now)
                .sorted(Comparator.comparing(Report::at))
                .toList();
        var reports =
                surviving.stream().filter(report -> report.offset() > answered).toList();
        var lately = ofSixWeeks(reports, surviving);
        var because = new ArrayList<Because>();
        strongPain(lately).ifPresent(since -> because.add(new Because(Reason.STRONG_PAIN_REPEATED, since, null)));
        tension(lately).ifPresent(since -> because.add(new Because(Reason.TENSION_FOR_SIX_WEEKS, since, null)));
        last(reports.stream().filter(Report::wings).toList(), 1)
                .ifPresent(since -> because.add(new Because(Reason.WINGING_ON_ONE_SIDE, since, null)));
        last(reports.stream().filter(Report::rose).toList(), RISES)
                .ifPresent(since -> because.add(new Because(Reason.RISE_AFTER_PRACTICE_TWICE, since, null)));
        because.addAll(symptoms(state.records(), answered));
        firstEpisode(state, answered, now)
                .ifPresent(since -> because.add(new Because(Reason.FIRST_EPISODE_AT_THIS_AGE, since, null)));
        return because.isEmpty() ? Optional.empty() : Optional.of(new Suggestion(because));
    }

    private static long answered(MemberState state) {
        return state.records().byId().values().stream()
                .mapToLong(each -> each.what() instanceof Stated(var statement, var offset, var byMember)
                                && byMember
                                && statement == Statement.CHECKED_BY_PROFESSIONAL
                        ? offset
                        : FactPosition.BEFORE_ALL)
                .reduce(state.reports().answered(), Math::max);
    }

    private static List<Report> ofSixWeeks(List<Report> reports, List<Report> surviving) {
        var last = surviving.stream().filter(Report::isRated).map(Report::date).max(LocalDate::compareTo);
        return last.isEmpty()
                ? List.of()
                : reports.stream()
                        .filter(report -> report.date().isAfter(last.get().minusDays(DAYS)))
                        .toList();
    }

    /** The third of three reports of strong pain that lie within seven days; the last such. */
    private static Optional<Instant> strongPain(List<Report> reports) {
        var strong =
                reports.stream().filter(Report::isOfStrongPain).map(Report::at).toList();
        for (int i = strong.size() - 1; i >= PAIN_REPORTS - 1; i--) {
            var first = strong.get(i - PAIN_REPORTS + 1);
            if (!strong.get(i).isAfter(first.plus(PAIN_WITHIN))) {
                return Optional.of(strong.get(i));
            }
        }
        return Optional.empty();
    }

    /**
     * Six weeks that end with the last report, on most of whose days the highest rating was high. Days without a report
     * say nothing (P3): most of those with one count, if each of the weeks has some; or else most of all days.
     */
    private static Optional<Instant> tension(List<Report> reports) {
        var highest = new TreeMap<LocalDate, Integer>();
        reports.stream()
                .filter(report -> report.tension() >= 0)
                .forEach(report -> highest.merge(report.date(), report.tension(), Math::max));
        if (highest.isEmpty()) {
            return Optional.empty();
        }
        var end = highest.lastKey();
        var days = highest.tailMap(end.minusDays(DAYS), false);
        long high = days.values().stream()
                .filter(value -> value >= Report.HIGH_TENSION)
                .count();
        var weeks = new HashSet<Long>();
        days.keySet().forEach(date -> weeks.add(ChronoUnit.DAYS.between(date, end) / 7));
        boolean isMostOfReported = weeks.size() == WEEKS && high * 2 > days.size();
        return isMostOfReported || high >= MOST_DAYS
                ? reports.stream()
                        .filter(Report::isOfHighTension)
                        .map(Report::at)
                        .max(Instant::compareTo)
                : Optional.empty();
    }

    /** The last of them, if there are so many. */
    private static Optional<Instant> last(List<Report> reports, int least) {
        return reports.size() < least
                ? Optional.empty()
                : Optional.of(reports.getLast().at());
    }

    private static List<Because> symptoms(RecentRecords records, long answered) {
        var newest = new TreeMap<String, Instant>();
        records.symptoms().stream()
                .filter(symptom -> symptom.tier() == SymptomTier.ROUTINE && symptom.offset() > answered)
                .forEach(symptom ->
                        newest.merge(symptom.code(), symptom.at(), (one, other) -> one.isAfter(other) ? one : other));
        return newest.entrySet().stream()
                .map(entry -> new Because(Reason.SYMPTOM, entry.getValue(), entry.getKey()))
                .toList();
    }

    /** Of an age only the year of birth is known: whoever may have been under 20 or over 55 then, is taken to have been. */
    private static Optional<Instant> firstEpisode(MemberState state, long answered, Instant now) {
        var profile = state.settings().profile();
        var birthYear = profile == null ? null : profile.value().birthYear();
        if (birthYear == null) {
            return Optional.empty();
        }
        var symptoms = state.records().symptoms().stream()
                .map(symptom -> new Episode(LocalDate.ofInstant(symptom.at(), ZoneOffset.UTC), symptom.offset()));
        return Episode.firstOf(Stream.concat(state.reports().firstEpisode(now).stream(), symptoms))
                .filter(first -> first.offset() > answered)
                .filter(first -> {
                    int atMost = first.date().getYear() - birthYear;
                    return atMost - 1 < YOUNG || atMost > OLD;
                })
                .map(first -> first.date().atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
