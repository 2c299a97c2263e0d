package org.paschima.insight.http;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.paschima.contract.Language;
import org.paschima.contract.Rest;
import org.paschima.insight.domain.balance.BalanceOverTime;
import org.paschima.insight.domain.change.Claim;
import org.paschima.insight.domain.change.TensionDays;
import org.paschima.insight.domain.change.Tier;
import org.paschima.insight.domain.change.Verdict;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.habit.Habit;
import org.paschima.insight.domain.helps.Credit;
import org.paschima.insight.domain.helps.Helps;
import org.paschima.insight.domain.helps.Pairs;
import org.paschima.insight.domain.helps.Population;
import org.paschima.insight.domain.helps.Reference;
import org.paschima.insight.domain.helps.Words;
import org.paschima.insight.wording.BalanceWords;
import org.paschima.insight.wording.ChangeWords;
import org.paschima.insight.wording.HabitWords;
import org.paschima.insight.wording.HelpsWords;
import org.paschima.insight.wording.Sentence;

/**
 * The sentences about a member's last weeks, a pure function of the days: whether tension changed, which way posture
 * leaned, how regular practice is, and what was followed by a drop.
 *
 * <p>The first sentence is about change and says so where there is too little to tell. The others are left out where a member
 * notes nothing that they are about: nobody has to check posture or to practise.
 *
 * @param region that the first sentence is about: the primary index, or of who rates nothing of it lately what they rate most
 * @param verdict what the first sentence rests on
 */
record Summary(
        DayRange range, String region, Verdict verdict, Tier tier, List<Sentence> sentences, boolean isFromPopulation) {

    /** As far back as the question of what helps looks; the other sentences look at the last weeks of it. */
    static final int DAYS = 180;

    private static final int WEEKS_DAYS = 42;

    Summary {
        sentences = List.copyOf(sentences);
    }

    /**
     * @param days at least those of the range
     * @param week the last that has ended by the end of the range
     * @param balance of the last {@link #weeks}
     */
    static Summary of(
            Language language,
            DayRange range,
            SortedMap<LocalDate, DayCells> days,
            IsoWeek week,
            BalanceOverTime balance,
            Rest rest,
            Optional<Population> population) {
        var known = range.of(days);
        var recent = weeks(range);
        var change = change(language, range, days, week);
        var sentences = new ArrayList<Sentence>();
        sentences.add(change.sentence());

        sentences.addAll(BalanceWords.of(language, balance, recent.from(), recent.to()));

        var habit = Habit.of(known, rest, recent.from(), recent.to());
        if (habit.score().isPresent()) {
            sentences.add(HabitWords.habit(language, habit, recent.from(), recent.to()));
        }

        var helps = Helps.of(Pairs.of(known, PrimaryRegions.ALL), Credit.PRACTICE, Optional.empty(), population);
        var told = worthTelling(helps);
        told.ifPresent(item ->
                sentences.add(HelpsWords.of(language, Credit.PRACTICE, item, helps.basis(), range.from(), range.to())));
        return new Summary(
                range,
                change.region(),
                change.verdict(),
                change.tier(),
                sentences,
                told.isPresent() && helps.usesPopulation());
    }

    /** What the first sentence says, and what it rests on. */
    record Change(String region, Verdict verdict, Tier tier, Sentence sentence) {}

    /** The first sentence alone: whether tension changed, by the looks of the weeks up to this one. */
    static Change change(Language language, DayRange range, SortedMap<LocalDate, DayCells> days, IsoWeek week) {
        var known = range.of(days);
        var looks = new TensionDays(known);
        var region = PrimaryRegions.mostOf(weeks(range).of(days)).orElse(TensionDays.PRIMARY);
        var lately = looks.lately(region, week);
        var claim = Claim.of(lately);
        var last = lately.getLast();
        return new Change(
                region,
                claim.basis().orElse(last).verdict(),
                claim.tier(),
                ChangeWords.of(language, region, PrimaryRegions.ratedOn(known), claim, last));
    }

    /** Those that most sentences look at. */
    static DayRange weeks(DayRange range) {
        return new DayRange(range.to().minusDays(WEEKS_DAYS - 1L), range.to());
    }

    /** The one followed by the largest drop, else the first of the ranking after which reports were lower than without it. */
    private static Optional<Helps.Item> worthTelling(Helps helps) {
        return helps.items().stream()
                .filter(item -> item.words() == Words.LARGEST_DROP_SO_FAR)
                .findFirst()
                .or(() -> helps.withheld().isPresent() || helps.basis() == Reference.Basis.NONE
                        ? Optional.empty()
                        : helps.items().stream()
                                .filter(item -> item.words() == Words.EARLY_SIGN && item.isLower())
                                .findFirst());
    }
}
