package org.paschima.notify.domain;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.NudgeEvent.Content;
import org.paschima.contract.Receipt.Reason;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.PosePractice;

/** What version 1 of the policy said: receipts of it are worded again when they are replayed, so none of it may change. */
final class Words {

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

    private static String minutes(int minutes) {
        return minutes == 1 ? "one minute" : minutes + " minutes";
    }

    private static String practice(String id) {
        return Catalog.v1().practice(id).map(PosePractice::label).orElse(id);
    }
}
