package org.paschima.insight.wording;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paschima.contract.Language;

/**
 * Every sentence, with its id and the names of what is filled in: {@code {name}} is the value, {@code {name|noun}} a count
 * with what it counts, so that one day is not "1 days"; where many are not one with an s, {@code {name|one|many}}. The words here
 * are English, and those of other languages are in resources, by id.
 */
public enum Template {
    BALANCE_NOT_ENOUGH_DATA(
            "balance.not-enough-data.v2",
            "There are too few posture checks {when} to say which way you tend: {checks}, where {leastChecks} "
                    + "are needed."),
    BALANCE_NEUTRAL(
            "balance.neutral.v2",
            "In your {checks|posture check} {when} you were near neutral between forward and back, "
                    + "{distance|step} away from it on average so far."),
    BALANCE_COLLAPSED(
            "balance.collapsed.v2",
            "In your {checks|posture check} {when} you leaned forward, {size|step} from neutral on average so "
                    + "far. You may like to let the breath into the back body first, and let it move you toward "
                    + "neutral."),
    BALANCE_OVERCORRECTED(
            "balance.overcorrected.v2",
            "In your {checks|posture check} {when} you were lifted past neutral, by {size|step} on average so "
                    + "far. You may like to ease back toward neutral; let the breath move it."),
    BALANCE_MIXED(
            "balance.mixed.v2",
            "In your {checks|posture check} {when} you were off neutral both ways at once, {distance|step} on "
                    + "average so far, as when the head is forward and the shoulders are drawn back. You may like to "
                    + "ease toward neutral from both ends; let the breath move it."),
    BALANCE_OSCILLATING(
            "balance.oscillating.v2",
            "In your {checks|posture check} {when} you went from one side of neutral to the other, forward "
                    + "and back, {distance|step} away from it on average so far. You may like to let each change be a "
                    + "small one; let the breath move it."),

    BALANCE_TO_ONE_SIDE(
            "balance.to-one-side.v2",
            "In your {checks|posture check} {when} you were off the middle to the {side}, by {size|step} on "
                    + "average so far. You may like to let the breath move you toward the middle."),
    BALANCE_SIDE_TO_SIDE(
            "balance.side-to-side.v2",
            "In your {checks|posture check} {when} you were off the middle to the left as well as to the "
                    + "right, {distance|step} on average so far. You may like to let each change be a small one; let "
                    + "the breath move it."),
    BALANCE_NEUTRAL_SIDES(
            "balance.neutral-sides.v2",
            "In your {checks|posture check} {when} you were near the middle between left and right, "
                    + "{distance|step} away from it on average so far."),

    CHANGE_NOT_ENOUGH_DATA(
            "change.not-enough-data.v2",
            "There are too few days with tension reports ({where}) from {from} to {to} to compare: "
                    + "{firstDays} in the earlier {halfDays|day} and {secondDays} in the later {halfDays}, where "
                    + "{leastDays} in each are needed."),
    CHANGE_NOT_ENOUGH_COMMON_HOURS(
            "change.not-enough-common-hours.v2",
            "There are too few days with tension reports of the same part of the day ({where}) from {from} to "
                    + "{to} to compare: {firstDays} in the earlier {halfDays|day} and {secondDays} in the later "
                    + "{halfDays}, where {leastDays} in each are needed. Mornings are not compared with evenings."),
    CHANGE_NOT_ENOUGH_ALIKE(
            "change.not-enough-alike.v1",
            "There are too few days with tension reports that are alike ({where}) from {from} to {to} to "
                    + "compare: {firstDays} in the earlier {halfDays|day} and {secondDays} in the later {halfDays}, "
                    + "where {leastDays} in each are needed. Only the same regions are compared, and working days not "
                    + "with weekends."),
    CHANGE_NO_REPORTS(
            "change.no-reports.v2",
            "No tension was reported ({where}) from {from} to {to}, so there is nothing to compare."),
    CHANGE_NO_CLEAR_CHANGE(
            "change.no-clear-change.v3",
            "So far it is not clear whether your tension reports ({where}) changed, compared with your own "
                    + "earlier weeks: {second} on average after {first}, the difference may be anything from "
                    + "{lowSigned} to {highSigned}, from {days|day} with reports from {from} to {to}. A real change can "
                    + "hide in that; more reports would help to see it."),

    CHANGE_NO_CLEAR_CHANGE_MANY_DAYS(
            "change.no-clear-change-many-days.v3",
            "So far it is not clear whether your tension reports ({where}) changed, compared with your own "
                    + "earlier weeks: {second} on average after {first}, the difference may be anything from "
                    + "{lowSigned} to {highSigned}, from {days|day} with reports from {from} to {to}. A real change can "
                    + "hide in that; the coming weeks will show more."),
    CHANGE_NO_CLEAR_CHANGE_HIGH(
            "change.no-clear-change-high.v3",
            "So far it is not clear whether your tension reports ({where}) changed, compared with your own "
                    + "earlier weeks: {second} on average after {first}, the difference may be anything from "
                    + "{lowSigned} to {highSigned}, from {days|day} with reports from {from} to {to}. They were at 5 or "
                    + "more on average in both halves. Rest is welcome, and you may like to ask a health professional "
                    + "to have a look."),
    CHANGE_ABOUT_THE_SAME(
            "change.about-the-same.v3",
            "So far your tension reports ({where}) were about the same as in your own earlier weeks: {second} "
                    + "on average after {first}, {difference}, from {days|day} with reports from {from} to {to}."),
    CHANGE_ABOUT_THE_SAME_HIGH(
            "change.about-the-same-high.v3",
            "So far your tension reports ({where}) were about the same as in your own earlier weeks, and at 5 "
                    + "or more on average in both: {second} on average after {first}, {difference}, from {days|day} "
                    + "with reports from {from} to {to}. Rest is welcome, and you may like to ask a health professional "
                    + "to have a look."),

    CHANGE_IMPROVING_SMALL(
            "change.improving-small.v3",
            "So far your tension reports ({where}) were a little lower, compared with your own earlier weeks: "
                    + "{second} on average after {first}, {change|point} lower ({low} to {high}), from {days|day} with "
                    + "reports from {from} to {to}. That is less than people usually notice."),
    CHANGE_IMPROVING_NOTICED(
            "change.improving-noticed.v2",
            "So far your tension reports ({where}) were lower, compared with your own earlier weeks: {second} "
                    + "on average after {first}, {change|point} lower ({low} to {high}), from {days|day} with reports "
                    + "from {from} to {to}. People usually call it important from about {important|point} on."),
    CHANGE_IMPROVING_MEANINGFUL(
            "change.improving-meaningful.v3",
            "Your tension reports ({where}) may be getting lower, compared with your own earlier weeks: so "
                    + "far {second} on average after {first}, {change|point} lower ({low} to {high}), from {days|day} "
                    + "with reports from {from} to {to}. The coming weeks will show whether it lasts."),
    CHANGE_IMPROVING_MEANINGFUL_ESTABLISHED(
            "change.improving-meaningful-established.v3",
            "Your tension reports ({where}) were lower, compared with your own earlier weeks: so far {second} "
                    + "on average after {first}, {change|point} lower ({low} to {high}), from {days|day} with reports "
                    + "from {from} to {to}. The weekly looks found the same."),
    CHANGE_IMPROVING_CONFIDENT(
            "change.improving-meaningful-confident.v3",
            "Your tension reports ({where}) may be getting much lower, compared with your own earlier weeks: "
                    + "so far {second} on average after {first}, {change|point} lower ({low} to {high}), from "
                    + "{days|day} with reports from {from} to {to}. The coming weeks will show whether it lasts."),
    CHANGE_IMPROVING_CONFIDENT_ESTABLISHED(
            "change.improving-meaningful-confident-established.v3",
            "Your tension reports ({where}) were much lower, compared with your own earlier weeks: so far "
                    + "{second} on average after {first}, {change|point} lower ({low} to {high}), from {days|day} with "
                    + "reports from {from} to {to}. The weekly looks found the same."),

    CHANGE_WORSENING_SMALL(
            "change.worsening-small.v3",
            "So far your tension reports ({where}) were a little higher, compared with your own earlier "
                    + "weeks: {second} on average after {first}, {change|point} higher ({low} to {high}), from "
                    + "{days|day} with reports from {from} to {to}. That is less than people usually notice."),
    CHANGE_WORSENING_NOTICED(
            "change.worsening-noticed.v2",
            "So far your tension reports ({where}) were higher, compared with your own earlier weeks: "
                    + "{second} on average after {first}, {change|point} higher ({low} to {high}), from {days|day} with "
                    + "reports from {from} to {to}. People usually call it important from about {important|point} on."),
    CHANGE_WORSENING_MEANINGFUL(
            "change.worsening-meaningful.v3",
            "Your tension reports ({where}) may be getting higher, compared with your own earlier weeks: so "
                    + "far {second} on average after {first}, {change|point} higher ({low} to {high}), from {days|day} "
                    + "with reports from {from} to {to}. Rest is welcome, and you may like to ask a health professional "
                    + "to have a look."),
    CHANGE_WORSENING_MEANINGFUL_ESTABLISHED(
            "change.worsening-meaningful-established.v3",
            "Your tension reports ({where}) were higher, compared with your own earlier weeks: so far "
                    + "{second} on average after {first}, {change|point} higher ({low} to {high}), from {days|day} with "
                    + "reports from {from} to {to}. The weekly looks found the same. Rest is welcome, and you may like "
                    + "to ask a health professional to have a look."),
    CHANGE_WORSENING_CONFIDENT(
            "change.worsening-meaningful-confident.v3",
            "Your tension reports ({where}) may be getting much higher, compared with your own earlier weeks: "
                    + "so far {second} on average after {first}, {change|point} higher ({low} to {high}), from "
                    + "{days|day} with reports from {from} to {to}. Rest is welcome, and you may like to ask a health "
                    + "professional to have a look."),
    CHANGE_WORSENING_CONFIDENT_ESTABLISHED(
            "change.worsening-meaningful-confident-established.v3",
            "Your tension reports ({where}) were much higher, compared with your own earlier weeks: so far "
                    + "{second} on average after {first}, {change|point} higher ({low} to {high}), from {days|day} with "
                    + "reports from {from} to {to}. The weekly looks found the same. Rest is welcome, and you may like "
                    + "to ask a health professional to have a look."),

    CLAIM_LOWER(
            "claim.lower.v3",
            "Since about {since} your tension reports ({where}) were lower than in your own earlier weeks. "
                    + "The last look that found it, at the days from {from} to {to}: {second} on average after {first}, "
                    + "{change|point} lower ({low} to {high}), from {days|day} with reports so far."),
    CLAIM_LOWER_TURNED(
            "claim.lower-turned.v2",
            "Since about {since} your tension reports ({where}) were lower than in your own earlier weeks: "
                    + "{second} on average after {first}, {change|point} lower ({low} to {high}), from {days|day} with "
                    + "reports from {from} to {to} so far. From {lately} to {lastDay} they went more than half of the "
                    + "way back, {recent} on average."),
    CLAIM_HIGHER(
            "claim.higher.v3",
            "Since about {since} your tension reports ({where}) were higher than in your own earlier weeks. "
                    + "The last look that found it, at the days from {from} to {to}: {second} on average after {first}, "
                    + "{change|point} higher ({low} to {high}), from {days|day} with reports so far. Rest is welcome, "
                    + "and you may like to ask a health professional to have a look."),
    CLAIM_HIGHER_TURNED(
            "claim.higher-turned.v2",
            "Since about {since} your tension reports ({where}) were higher than in your own earlier weeks: "
                    + "{second} on average after {first}, {change|point} higher ({low} to {high}), from {days|day} with "
                    + "reports from {from} to {to} so far. From {lately} to {lastDay} they went more than half of the "
                    + "way back, {recent} on average."),
    CLAIM_WITHDRAWN(
            "claim.withdrawn.v3",
            "The last two weekly looks at your tension reports ({where}), up to {to}, did not find the change that "
                    + "was noted before, compared with your own earlier weeks. It may have settled at the newer level, or "
                    + "there may be too few reports so far ({days|day} in this look) to see it."),

    PATTERN_NO_REPORTS(
            "pattern.no-reports.v1", "No tension was reported ({where}) {when}, so there are no times to compare."),
    PATTERN_TIME_OF_DAY(
            "pattern.time-of-day.v2",
            "So far your tension reports ({where}) were higher from {highFrom} to {highTo} and lower from "
                    + "{lowFrom} to {lowTo}, about {gap|point} apart, in reports at {n|time} {when}."),
    PATTERN_TIME_OF_DAY_NONE(
            "pattern.time-of-day-none.v2",
            "So far no part of the day stands out in your tension reports ({where}), in reports at {n|time} "
                    + "{when}."),
    PATTERN_TIME_OF_DAY_NOT_ENOUGH_DATA(
            "pattern.time-of-day-not-enough-data.v2",
            "There are too few tension reports ({where}) to compare parts of the day: at {n|time} {when}. At "
                    + "least {leastReports} over {leastWeeks|week} are needed, from different parts of the day."),
    PATTERN_TIME_OF_DAY_FEW_WEEKS(
            "pattern.time-of-day-few-weeks.v1",
            "So far there are tension reports ({where}) of {weeks|week} {when}, at {n|time}. To compare parts of the day, at least "
                    + "{leastWeeks|week} are needed."),
    PATTERN_TIME_OF_DAY_FEW_PARTS(
            "pattern.time-of-day-few-parts.v2",
            "Your tension reports ({where}) {when}, at {n|time}, are of too few parts of the day to compare. Reports from at "
                    + "least three parts of the day are needed."),
    PATTERN_WEEKDAY(
            "pattern.weekday.v2",
            "So far your tension reports ({where}) were higher on {high} and lower on {low}, about "
                    + "{gap|point} apart, compared at the same time of day, from {days|day} with reports {when}."),
    PATTERN_WEEKDAY_NONE(
            "pattern.weekday-none.v2",
            "So far no weekday stands out in your tension reports ({where}), from {days|day} with reports "
                    + "{when}."),
    PATTERN_WEEKDAY_NOT_ENOUGH_DATA(
            "pattern.weekday-not-enough-data.v2",
            "There are too few days with tension reports ({where}) to compare weekdays: {days} {when}. At "
                    + "least {leastDays} of a weekday, over {leastWeeks|week}, are needed."),
    HABIT(
            "habit.regularity.v3",
            "You noted practice on {practised} {when}, and planned rest on {rest}. So far regularity stands "
                    + "at {strength} of 100; a day off hardly moves it, and planned rest not at all."),
    HABIT_WITHOUT_REST(
            "habit.regularity-without-rest.v2",
            "You noted practice on {practised} {when}. So far regularity stands at {strength} of 100; a day "
                    + "off hardly moves it."),
    HABIT_PAUSED(
            "habit.paused.v2",
            "You noted practice on {practised} {when}, the last time on {last}. So far regularity stands at "
                    + "{strength} of 100, and any practice adds to it; there is nothing to catch up on."),
    HABIT_ONE_DAY(
            "habit.one-day.v1",
            "You noted practice on one day {when}: {last}. So far regularity stands at {strength} of 100, and "
                    + "any practice adds to it; there is nothing to catch up on."),
    HABIT_NONE_LATELY(
            "habit.none-lately.v2",
            "You noted no practice {when}, the last time before was on {last}. So far regularity stands at "
                    + "{strength} of 100, and any practice adds to it; there is nothing to catch up on."),
    HABIT_NOT_ENOUGH_DATA(
            "habit.not-enough-data.v3",
            "No practice is noted up to {to}, so there is nothing to say about regularity."),
    VARIETY(
            "habit.variety.v3",
            "Your posture was noted over {hours|hour} {when}, with about {changes|change} an hour so far; the "
                    + "longest stretch without a change was {longest|minute}. Any small change of position counts."),
    VARIETY_NOT_ENOUGH_DATA(
            "habit.variety-not-enough-data.v2",
            "There are too few posture checks close to each other {when} to say how varied your posture was "
                    + "so far."),

    HELPS_NOT_ENOUGH_YET(
            "helps.not-enough-yet.v3",
            "{what}: not enough yet to say anything. You rated tension before and after it {pairs|time}, on "
                    + "{days|day} {when}."),
    HELPS_EARLY_SIGN_LOWER(
            "helps.early-sign-lower.v2",
            "{what}: an early sign, no more. So far your reports after it were {change|point} lower than they "
                    + "tend to be after the same start without practice ({low} to {high}), in {pairs|pair} on "
                    + "{days|day} {when}."),
    HELPS_LOWER(
            "helps.lower.v2",
            "{what}: so far your reports after it were {change|point} lower than they tend to be after the "
                    + "same start without practice ({low} to {high}), in {pairs|pair} on {days|day} {when}."),
    HELPS_EARLY_SIGN_UNCLEAR(
            "helps.early-sign-unclear.v2",
            "{what}: not clear yet. So far your reports after it may have been lower, higher or the same as "
                    + "they tend to be after the same start without practice ({low} to {high}), in {pairs|pair} on "
                    + "{days|day} {when}."),
    HELPS_EARLY_SIGN_HIGHER(
            "helps.early-sign-higher.v2",
            "{what}: so far your reports after it were {change|point} higher than they tend to be after the "
                    + "same start without practice ({low} to {high}), in {pairs|pair} on {days|day} {when}. It is fine "
                    + "to rest from it."),
    HELPS_LARGEST_DROP_SO_FAR(
            "helps.largest-drop-so-far.v2",
            "{what}: so far this is the one followed by the largest drop for you. Your reports after it were "
                    + "{change|point} lower than they tend to be after the same start without practice ({low} to "
                    + "{high}), in {pairs|pair} on {days|day} {when}."),

    HELPS_LARGEST_DROP_WITHOUT_COMPARISON(
            "helps.largest-drop-without-comparison.v2",
            "{what}: so far this is the one followed by the largest drop for you, from {before} on average "
                    + "before it to {after} after it, in {pairs|pair} on {days|day} {when}. How your reports go without "
                    + "practice is not known yet; two ratings within two hours, on days without practice, would help to "
                    + "tell."),
    HELPS_WITHOUT_COMPARISON(
            "helps.without-comparison.v2",
            "{what}: not clear yet. So far your reports were {before} on average before it and {after} after "
                    + "it, in {pairs|pair} on {days|day} {when}, and how they go without practice is not known yet. Two "
                    + "ratings within two hours, on days without practice, would help to tell."),
    HELPS_HIGHER_WITHOUT_COMPARISON(
            "helps.higher-without-comparison.v1",
            "{what}: so far your reports were higher after it, {after} on average after {before} before it, "
                    + "in {pairs|pair} on {days|day} {when}. How they go without practice is not known yet; it is fine "
                    + "to rest from it."),
    HELPS_UNCLEAR_UNRATED(
            "helps.unclear-unrated.v2",
            "{what}: not clear yet. So far tension was rated before it and not after it on {unrated} of "
                    + "{rated|time} {when}, and those may have been the ones that eased less. There are {pairs|pair} "
                    + "on {days|day} to go by."),
    HELPS_UNCLEAR_ALONE(
            "helps.unclear-alone.v2",
            "{what}: not clear yet. So far your own {pairs|pair} on {days|day} {when} are too few, or too far "
                    + "apart from each other, to tell."),

    EXPERIMENT_NOT_ENOUGH_YET(
            "experiment.not-enough-yet.v2",
            "Not enough yet to compare: so far {firstPairs|pair} of ratings where chance chose {first}, and {secondPairs} "
                    + "where it chose {second}. At least {least} of each are needed."),
    EXPERIMENT_UNCLEAR(
            "experiment.unclear.v2",
            "So far it is not clear whether your reports differ between {first} and {second}, where chance "
                    + "chose: the difference may be anything from {low} to {high}, from {firstPairs} and "
                    + "{secondPairs|pair}. More draws would help to see it."),
    EXPERIMENT_LARGER_DROP(
            "experiment.larger-drop.v2",
            "So far your reports were followed by a larger drop where chance chose {first} than where it "
                    + "chose {second}: {points|point} more ({low} to {high}), from {firstPairs} and {secondPairs|pair}.");

    private static final Pattern NAME =
            Pattern.compile("\\{(?<name>[a-zA-Z]+)(\\|(?<one>[^|}]+)(\\|(?<many>[^|}]+))?)?}");
    private static final Properties GERMAN = translated(Language.DE);

    private final String id;
    private final String words;

    Template(String id, String words) {
        this.id = id;
        this.words = words;
    }

    private static Properties translated(Language language) {
        var sentences = new Properties();
        var name = "sentences_" + language.tag() + ".properties";
        try (var in = Objects.requireNonNull(Template.class.getResourceAsStream(name), name)) {
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences;
    }

    /** Ends with the version of its words. */
    public String id() {
        return id;
    }

    /** With names in braces where something is filled in. */
    public String words(Language language) {
        return switch (language) {
            case EN -> words;
            case DE -> Objects.requireNonNull(GERMAN.getProperty(id), id);
        };
    }

    /** What has to be filled in, the same in every language. */
    public Set<String> names() {
        return names(Language.EN);
    }

    Set<String> names(Language language) {
        var names = new TreeSet<String>();
        NAME.matcher(words(language)).results().forEach(match -> names.add(match.group("name")));
        return names;
    }

    /** The ids of all that is translated. */
    static Set<String> translatedIds() {
        return GERMAN.stringPropertyNames();
    }

    /** With these values in the places of their names. */
    String filledIn(Language language, Map<String, String> values) {
        var counts = Words.in(language);
        return NAME.matcher(words(language)).replaceAll(match -> {
            var value = Objects.requireNonNull(values.get(match.group("name")));
            var one = match.group("one");
            var many = match.group("many");
            return Matcher.quoteReplacement(
                    one == null ? value : counts.counted(value, one, many == null ? one + 's' : many));
        });
    }
}
