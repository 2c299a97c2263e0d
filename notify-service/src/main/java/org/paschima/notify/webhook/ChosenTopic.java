package org.paschima.notify.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.paschima.contract.NudgeChannel;

/** The nudge log as one channel has it: the entries that their members want there. */
public final class ChosenTopic implements NudgeTopic {

    private final NudgeTopic topic;
    private final NudgeChannel channel;

    public ChosenTopic(NudgeTopic topic, NudgeChannel channel) {
        this.topic = topic;
        this.channel = channel;
    }

    /** Goes on over entries for other channels alone, so that what follows them does not wait. */
    @Override
    public Slice read(String tenant, Places from, int most) throws InterruptedException {
        var slice = topic.read(tenant, from, most);
        var lines = chosen(slice.lines());
        while (lines.isEmpty() && !slice.lines().isEmpty()) {
            slice = topic.read(tenant, slice.next(), most);
            lines = chosen(slice.lines());
        }
        return new Slice(lines, slice.next());
    }

    private List<Line> chosen(List<Line> entries) {
        return entries.stream()
                .filter(entry -> entry.event().channels().contains(channel))
                .toList();
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
