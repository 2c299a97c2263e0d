package org.paschima.notify.delivery;

import java.util.List;
import org.paschima.contract.NudgeChannel;

/**
 * A way on which nudges reach somebody, and what it can do with one: what it cannot, the service does for it. All of them
 * carry the entries of one nudge log, each at least once, under ids by which a repetition is told (api §5).
 *
 * <p>Another channel is one more case here, which its adapter names, and one more row of {@link #all}.
 */
public sealed interface Channel {

    /** All there are. */
    static List<Channel> all() {
        return List.of(
                new EventStream(),
                new WebSocket(),
                new LongPoll(),
                new StudioStream(),
                new Webhook(),
                new WebPush(),
                new Digest());
    }

    /** How documents, answers and metrics call it. */
    String label();

    /** By which of a member's choices it is taken or left. */
    NudgeChannel choice();

    /** Whether who holds a nudge is told that it is no longer wanted. */
    default boolean withdraws() {
        return true;
    }

    /** Whether it is known of each entry that it arrived; else the client comes back with its cursor. */
    default boolean acknowledges() {
        return false;
    }

    /** Whether it lets go by itself of a nudge that is over before it arrived; else it is left out when it is sent. */
    default boolean expires() {
        return false;
    }

    /** Server-sent events, held open by the member's own client. */
    record EventStream() implements Channel {
        @Override
        public String label() {
            return "sse";
        }

        @Override
        public NudgeChannel choice() {
            return NudgeChannel.CLIENT;
        }
    }

    /** A WebSocket, held open by the member's own client. */
    record WebSocket() implements Channel {
        @Override
        public String label() {
            return "websocket";
        }

        @Override
        public NudgeChannel choice() {
            return NudgeChannel.CLIENT;
        }
    }

    /** A question that waits for its answer. */
    record LongPoll() implements Channel {
        @Override
        public String label() {
            return "long-poll";
        }

        @Override
        public NudgeChannel choice() {
            return NudgeChannel.CLIENT;
        }
    }

    /** Server-sent events of all of a studio's members, held open by a program of the studio. */
    record StudioStream() implements Channel {
        @Override
        public String label() {
            return "studio-sse";
        }

        @Override
        public NudgeChannel choice() {
            return NudgeChannel.STUDIO;
        }
    }

    /** Signed requests to an address that a studio registered, for all of its members. */
    record Webhook() implements Channel {
        @Override
        public String label() {
            return "webhook";
        }

        @Override
        public NudgeChannel choice() {
            return NudgeChannel.STUDIO;
        }

        @Override
        public boolean acknowledges() {
            return true;
        }
    }

    /** Encrypted messages to the browsers that a member subscribed, by the push services of their makers. */
    record WebPush() implements Channel {
        @Override
        public String label() {
            return "web-push";
        }

        @Override
        public NudgeChannel choice() {
            return NudgeChannel.WEB_PUSH;
        }

        /** That the push service took it; whether the browser showed it is not told. */
        @Override
        public boolean acknowledges() {
            return true;
        }

        @Override
        public boolean expires() {
            return true;
        }
    }

    /** E-mail at hours that a member chose, with what the log says since the last: word of what was, which reminds of nothing. */
    record Digest() implements Channel {
        @Override
        public String label() {
            return "e-mail";
        }

        @Override
        public NudgeChannel choice() {
            return NudgeChannel.EMAIL;
        }

        /** What was withdrawn by then is left out; who has the mail holds no nudge. */
        @Override
        public boolean withdraws() {
            return false;
        }

        /** That the relay took it. */
        @Override
        public boolean acknowledges() {
            return true;
        }
    }
}
