package org.paschima.notify.domain;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.NudgeEvent.Content;
import org.paschima.contract.Receipt.Reason;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.PosePractice;
import org.paschima.contract.catalog.SymptomTier;

/**
 * Everything a member is told, in one place, so that a test can read all of it (domain.md §5.3). What a nudge says may
 * show on a locked screen and holds no health words (domain.md §5.5).
 */
public final class Words {

    static final String NUDGE_TITLE = "Time for a pause?";
    static final String NUDGE_TEXT = "%s, if you like: %s.";
    static final String SENT = "Nudge at %s: %s, %s.";
    static final String WITHHELD = "No nudge at %s: %s.";
    static final String QUIET = "it fell in your quiet hours";
    static final String QUIET_BY_NOW = "your quiet hours had begun when we got to it";
    static final String QUIET_ELSEWHERE = "it fell in your quiet hours by the clocks of %s";
    static final String SNOOZED = "you asked to wait until %s";
    static final String PAUSED = "nudges are paused until %s";
    static final String RESTING = "ten or more in a row went unanswered, so nudges rest until %s";
    static final String DAY_OF_REST = "you plan to rest on that day";
    static final String OPTED_OUT = "nudges are switched off";
    static final String NO_CONSENT = "you have not agreed to nudges";
    static final String CARE = "nudges wait until you tell us that what you noted was checked or is gone";
    static final String PRACTISED = "you practised at %s";
    static final String PRACTISING = "you have been practising since %s";
    static final String ABOUT_TO_PRACTISE = "a practice of yours begins at %s";
    static final String TOO_SOON = "the last one was at %s, less than %d minutes before";
    static final String DAILY = "the limit of %d a day was reached";
    static final String IN_24_HOURS = "the limit of %d within 24 hours was reached";
    static final String NONE_A_DAY = "your plan allows none a day";
    static final String FEWER = "five or more in a row went unanswered, so one a day is the most for now";
    static final String WEEKLY = "the limit of %d in seven days was reached";
    static final String NONE_A_WEEK = "your plan allows none in seven days";
    static final String STALE = "its moment had passed when we got to it";
    static final String NOTHING_SAFE = "nothing suits your settings right now";
    static final String NO_PLACE = "none of the places in your plan leaves room for one";
    static final String NOT_DRAWN = "this time the draw said no, so that days without one can be compared";
    public static final String CARE_EMERGENCY =
            "You noted something that needs help now. Please seek emergency care. Nudges wait until you tell us that it was checked or is gone.";
    public static final String CARE_URGENT =
            "You noted something that a health professional should look at soon. Nudges wait until you tell us that it was checked or is gone.";

    public static final String SUGGESTION =
            "What you noted may be worth a look by a health professional. Until you tell us how you would like to go on, we suggest nothing but quiet breathing. Shall we go on as before?";
    static final String STRONG_PAIN_REPEATED = "you noted pain of 7 or more in three reports within seven days";
    static final String TENSION_FOR_SIX_WEEKS =
            "you noted tension of 5 or more on most days of six weeks on which you reported";
    static final String WINGING_ON_ONE_SIDE = "you noted that one shoulder blade clearly stands off";
    static final String RISE_AFTER_PRACTICE_TWICE =
            "twice you noted at least 2 points more after a practice than before it";
    static final String SYMPTOM = "you noted: %s";
    static final String FIRST_EPISODE_AT_THIS_AGE =
            "you noted something like this for the first time, at an age at which an early look is suggested";

    private static final DateTimeFormatter HOUR_MINUTE = DateTimeFormatter.ofPattern("HH:mm");

    private Words() {}

    static String nudgeText(int minutes, String cue) {
        return NUDGE_TEXT.formatted(minutes(minutes), Character.toLowerCase(cue.charAt(0)) + cue.substring(1));
    }

    /** The whole receipt in a sentence; of several reasons the first, which weighs most. */
    static String receipt(Inputs in, List<Reason> reasons, Optional<Content> content) {
        var slot = HOUR_MINUTE.format(in.point().slot());
        return content.map(c -> SENT.formatted(slot, practice(c.practice()), minutes(c.minutes())))
                .orElseGet(() -> WITHHELD.formatted(slot, Cause.of(reasons.getFirst(), in)));
    }

    public static String care(Care.Hold hold) {
        return hold.tier() == SymptomTier.EMERGENCY ? CARE_EMERGENCY : CARE_URGENT;
    }

    /** Why a check is suggested. */
    public static String because(Suggestion.Because because) {
        return switch (because.reason()) {
            case STRONG_PAIN_REPEATED -> STRONG_PAIN_REPEATED;
            case TENSION_FOR_SIX_WEEKS -> TENSION_FOR_SIX_WEEKS;
            case WINGING_ON_ONE_SIDE -> WINGING_ON_ONE_SIDE;
            case RISE_AFTER_PRACTICE_TWICE -> RISE_AFTER_PRACTICE_TWICE;
            case SYMPTOM -> SYMPTOM.formatted(label(String.valueOf(because.code())));
            case FIRST_EPISODE_AT_THIS_AGE -> FIRST_EPISODE_AT_THIS_AGE;
        };
    }

    private static String label(String code) {
        return Catalog.v1().symptoms().stream()
                .filter(symptom -> symptom.code().equals(code))
                .map(symptom -> Character.toLowerCase(symptom.label().charAt(0))
                        + symptom.label().substring(1))
                .findFirst()
                .orElse(code);
    }

    private static String minutes(int minutes) {
        return minutes == 1 ? "one minute" : minutes + " minutes";
    }

    private static String practice(String id) {
        return Catalog.v1().practice(id).map(PosePractice::label).orElse(id);
    }
}
