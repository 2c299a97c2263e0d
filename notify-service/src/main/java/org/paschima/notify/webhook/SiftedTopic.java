package org.paschima.notify.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The nudge log as some receivers have it: what is for none of them is left out, and what is for several told apart. */
public abstract class SiftedTopic implements NudgeTopic {

    private final NudgeTopic topic;

    protected SiftedTopic(NudgeTopic topic) {
        this.topic = topic;
    }

    /** What becomes of entries, in their order. May block. */
    protected abstract List<Line> sifted(List<Line> entries);

    /** Goes on over entries of which nothing is left, so that what follows them does not wait. */
    @Override
    public Slice read(String tenant, Places from, int most) throws InterruptedException {
        var slice = topic.read(tenant, from, most);
        var lines = sifted(slice.lines());
        while (lines.isEmpty() && !slice.lines().isEmpty()) {
            slice = topic.read(tenant, slice.next(), most);
            lines = sifted(slice.lines());
        }
        return new Slice(lines, slice.next());
    }

    @Override
    public Places ends() throws InterruptedException {
        return topic.ends();
    }

    @Override
    public Places since(Instant instant) throws InterruptedException {
        return topic.since(instant);
    }

    @Override
    public long news() {
        return topic.news();
    }

    @Override
    public void await(long seen, Duration atMost) throws InterruptedException {
        topic.await(seen, atMost);
    }
}
