package org.paschima.notify.http;

import org.paschima.runtime.config.Env;

/**
 * How much of notify-service may be had at once by all together; each caller has its share of it.
 *
 * @param reads queries at the store
 * @param waits requests that wait for a position to be folded
 * @param streamReads reads of the nudge log for streams and long-polls
 * @param listeners streams and long-polls that are open
 * @param listenersOfAMember those of one member, each of which every nudge of the member wakes
 */
public record NotifyLimits(int reads, int waits, int streamReads, int listeners, int listenersOfAMember) {

    private static final int MOST = 1_000_000;

    /** The defaults. */
    public static NotifyLimits generous() {
        return new NotifyLimits(512, 10_000, 256, 100_000, 64);
    }

    public static NotifyLimits from(Env env) {
        var usual = generous();
        return new NotifyLimits(
                env.integer(
                        "READS_AT_ONCE",
                        usual.reads,
                        1,
                        MOST,
                        "queries at the store at once; more wait for their turn"),
                env.integer("WAITS_AT_ONCE", usual.waits, 1, MOST, "requests that wait for minAsOf; more are refused"),
                env.integer(
                        "STREAM_READS_AT_ONCE",
                        usual.streamReads,
                        1,
                        MOST,
                        "reads of the nudge log at once, for streams and long-polls; more wait for their turn"),
                env.integer(
                        "LISTENERS_AT_ONCE", usual.listeners, 1, MOST, "streams and long-polls open; more are refused"),
                env.integer(
                        "LISTENERS_PER_MEMBER",
                        usual.listenersOfAMember,
                        1,
                        MOST,
                        "streams and long-polls open for one member; more are refused"));
    }
}
