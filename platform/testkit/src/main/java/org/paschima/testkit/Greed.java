package org.paschima.testkit;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The ways in which one caller can ask for all there is, each on the service that it is about. */
public enum Greed {
    /** Batches of which nobody reads the results: half of them line by line, half as arrays without an end. */
    UNREAD_BATCHES {
        @Override
        void begin(At at, GreedyCaller caller) throws IOException {
            caller.sendsBatches(70, "application/x-ndjson", "", "x\n", MOST_BYTES);
            caller.sendsBatches(70, "application/json", "[", " ", MOST_BYTES);
        }
    },

    /** Questions as of a position that is still to come. */
    READS_OF_THE_FUTURE {
        @Override
        void begin(At at, GreedyCaller caller) throws IOException {
            caller.asks("/v1/members/me/decisions?wait=30&minAsOf=" + at.future(), 512);
        }
    },

    /** Ten years of twenty regions. */
    LONG_TRENDS {
        @Override
        void begin(At at, GreedyCaller caller) throws IOException {
            caller.asks(tenYears(at), 24);
        }
    },

    /** Ten years of twenty regions, which are read, and asked for again at once. */
    LONG_TRENDS_AGAIN {
        @Override
        void begin(At at, GreedyCaller caller) throws IOException {
            caller.asksAgain(tenYears(at), 24);
        }
    },

    /** Summaries, each of which takes little: more at once than one caller is served. */
    SUMMARIES_AGAIN {
        @Override
        void begin(At at, GreedyCaller caller) throws IOException {
            caller.asksAgain("/v1/members/me/summary", 64);
        }
    },

    /** Bodies of which a byte comes. */
    BEGUN_BODIES {
        @Override
        void begin(At at, GreedyCaller caller) throws IOException {
            caller.beginsBodies("/v1/members/me/tension-reports", 5_000);
        }
    },

    /** Heads that come byte by byte. */
    TRICKLED_HEADS {
        @Override
        void begin(At at, GreedyCaller caller) throws IOException {
            caller.tricklesHeads(2_000);
        }
    },

    /** Connections that say nothing: 20,000, or as many as a process may have open here. */
    IDLE_CONNECTIONS {
        @Override
        void begin(At at, GreedyCaller caller) throws IOException {
            caller.connects(Math.min(20_000, GreedyCaller.mostConnections()));
        }
    },

    /** Exports that nobody reads. */
    UNREAD_EXPORTS {
        @Override
        void begin(At at, GreedyCaller caller) throws IOException {
            caller.asks(EXPORT, 8);
        }
    },

    /** Exports that are read, and asked for again at once. */
    EXPORTS_AGAIN {
        @Override
        void begin(At at, GreedyCaller caller) throws IOException {
            caller.asksAgain(EXPORT, 8);
        }
    },

    /** Fourteen days looked ahead, each read, and asked for again at once. */
    PREVIEWS_AGAIN {
        @Override
        void begin(At at, GreedyCaller caller) throws IOException {
            caller.sendsAgain("/v1/members/me/nudge-plan:preview", "application/json", "", 64);
        }
    },

    /** The last year told again in one batch, its results read, and then again. */
    BATCHES_AGAIN {
        @Override
        void begin(At at, GreedyCaller caller) throws IOException {
            caller.sendsAgain("/v1/records/batch", "application/x-ndjson", new TenYears(at.regions()).lastYear(), 8);
        }
    };

    private static final String EXPORT = "/v1/members/me/export?format=json";

    private static final int MOST_BYTES = 4 << 20;

    /**
     * What there is to ask for.
     *
     * @param future an {@code asOf} of the caller's partition that is not written yet
     * @param regions those that the caller has ten years of
     */
    public record At(URI session, URI insight, URI notifications, String future, List<String> regions) {
        public At {
            regions = List.copyOf(regions);
        }
    }

    private static String tenYears(At at) {
        return "/v1/members/me/trends?from=2016-01-01&to=2025-12-31&region=" + String.join("&region=", at.regions());
    }

    abstract void begin(At at, GreedyCaller caller) throws IOException;

    /** The service that is asked. */
    public URI target(At at) {
        return switch (this) {
            case UNREAD_BATCHES, BATCHES_AGAIN, BEGUN_BODIES -> at.session();
            case LONG_TRENDS, LONG_TRENDS_AGAIN, SUMMARIES_AGAIN, UNREAD_EXPORTS, EXPORTS_AGAIN, TRICKLED_HEADS ->
                at.insight();
            case READS_OF_THE_FUTURE, PREVIEWS_AGAIN, IDLE_CONNECTIONS -> at.notifications();
        };
    }

    /** Begins it; closing the caller is its leaving. */
    public GreedyCaller begin(At at, String token) throws IOException {
        var caller = new GreedyCaller(target(at), token);
        begin(at, caller);
        return caller;
    }
}
