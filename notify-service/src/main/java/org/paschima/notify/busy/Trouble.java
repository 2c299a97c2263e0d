package org.paschima.notify.busy;

/** Why a calendar could not be read. */
public enum Trouble {
    /** There is no such host, or it takes no connection. */
    UNREACHABLE,
    /** It took too long. */
    TIMED_OUT,
    /** The address, or where it leads to, is no public one. */
    NOT_ALLOWED,
    /** It was answered with a status that is no success, or led on and on. */
    REFUSED,
    /** It is larger, or has more in it, than is read. */
    TOO_LARGE,
    /** What came is no calendar. */
    NO_CALENDAR
}
