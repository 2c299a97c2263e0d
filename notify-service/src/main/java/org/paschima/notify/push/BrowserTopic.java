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

    @Override
    public Slice read(String tenant, Places from, int most) throws InterruptedException {
        var slice = topic.read(tenant, from, most);
        if (slice.lines().isEmpty()) {
            return slice;
        }
        var members = slice.lines().stream().map(Line::member).distinct().toList();
        var browsers = store.ofAll(members).stream().collect(Collectors.groupingBy(PushSubscription::member));
        var lines = slice.lines().stream()
                .flatMap(line ->
                        browsers.getOrDefault(line.member(), List.of()).stream().map(browser -> line.to(browser.id())))
                .toList();
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
