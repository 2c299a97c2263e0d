package org.paschima.notify.history;

import java.time.Duration;
import java.util.List;
import org.paschima.contract.Position;

/** What happens next. Nothing in it is random, so that a history can be run again, and made smaller. */
sealed interface Event {

    /** Time goes by, and the service does its work. */
    record Passes(Duration span) implements Event {}

    /** The same, until some time around the next slot that any plan may have. */
    record PassesToSlot(Duration around) implements Event {}

    /** The clock of all machines jumps. */
    record ClockSteps(Duration by) implements Event {}

    /** A fact is written and acknowledged. */
    record Said(int member, Deed deed) implements Event {}

    /** A device notes the posture again and again, and sends each note then, or all of them later and in any order. */
    record Sits(int member, Position position, int record, String zone, List<Noted> notes) implements Event {
        public Sits {
            notes = List.copyOf(notes);
        }
    }

    /** After so many minutes one is sent, which was made so many before. */
    record Noted(int after, int which, int ago) {}

    /** From now on a member's calendar has this, and its server is in this state. */
    record Keeps(int member, Diary diary, Answers answers) implements Event {}

    /** How a server with calendars answers. */
    enum Answers {
        WELL,
        SLOWLY,
        REFUSES,
        WRONGLY
    }

    /**
     * The calendar has a meeting more, from so many minutes before the next slot that any plan may have. Where a slot was put off
     * by a meeting, it is that one which goes on for so long.
     */
    record Meets(int member, int before, int minutes) implements Event {}

    /** A member names one of the addresses of the own calendar. */
    record Names(int member, int address) implements Event {}

    /** A member wants the own calendar read no more. */
    record Forgets(int member) implements Event {}

    /** The next instance that reads a member's calendar is killed in the middle of it. */
    record DiesReading(int member) implements Event {}

    /** A device reads the plan that holds. */
    record Looks(int member, int device) implements Event {}

    /** From now on the log comes in batches of at most so many. */
    record Cuts(int most) implements Event {}

    /** The last entries are written again, as by a writer that did not hear its acknowledgement. */
    record Repeats(int last) implements Event {}

    /** A client comes with no cursor, as after a new installation. */
    record Reconnects(int member) implements Event {}

    /** The log neither takes nor gives anything, nor tells its end. What is said meanwhile is taken when it goes on. */
    record LogStalls(Duration span) implements Event {}

    /** How a stall of the store ends for whoever waited. */
    enum Ending {
        GOES_ON,
        FAILS,
        FAILS_BUT_WAS_DONE
    }

    /** After so many calls the store stands still, and this is said meanwhile. */
    record StoreStalls(int afterCalls, Duration span, Ending ending, List<Said> meanwhile) implements Event {
        public StoreStalls {
            meanwhile = List.copyOf(meanwhile);
        }
    }

    /** No instance of the service runs for so long, and nobody says anything. */
    record IsDown(Duration span) implements Event {}

    /** The owner is killed after so many calls of the store; another one begins. */
    record Dies(int afterCalls) implements Event {}

    /** After so many calls another owner takes the partition over and does its work; then the old one goes on unawares. */
    record IsReplaced(int afterCalls) implements Event {}
}
