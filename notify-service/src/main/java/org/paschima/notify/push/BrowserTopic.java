package org.paschima.notify.push;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.paschima.notify.webhook.Line;
import org.paschima.notify.webhook.NudgeTopic;
import org.paschima.notify.webhook.Places;

/**
 * The nudge log as browsers are sent it: each entry once for each browser of its member, under an id of its own, so that what
 * one browser's push service refuses is no other's delay.
 */
public final class BrowserTopic implements NudgeTopic {

    private final NudgeTopic topic;
    private final PushStore store;

    public BrowserTopic(NudgeTopic topic, PushStore store) {
        this.topic = topic;
        this.store = store;
    }

    /** Goes on over entries of members without a browser, most of whom there are: who is sent something waits for none of them. */
    @Override
    public Slice read(String tenant, Places from, int most) throws InterruptedException {
        var slice = topic.read(tenant, from, most);
        var lines = toBrowsers(slice.lines());
        while (lines.isEmpty() && !slice.lines().isEmpty()) {
            slice = topic.read(tenant, slice.next(), most);
            lines = toBrowsers(slice.lines());
        }
        return new Slice(lines, slice.next());
    }

    private List<Line> toBrowsers(List<Line> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        var members = entries.stream().map(Line::member).distinct().toList();
        var browsers = store.ofAll(members).stream().collect(Collectors.groupingBy(PushSubscription::member));
        return entries.stream()
                .flatMap(entry -> browsers.getOrDefault(entry.member(), List.of()).stream()
                        .map(browser -> entry.to(browser.id())))
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
