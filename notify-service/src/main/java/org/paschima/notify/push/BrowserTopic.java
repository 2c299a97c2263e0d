package org.paschima.notify.push;

import java.util.List;
import java.util.stream.Collectors;
import org.paschima.notify.webhook.Line;
import org.paschima.notify.webhook.NudgeTopic;
import org.paschima.notify.webhook.SiftedTopic;

/**
 * The nudge log as browsers are sent it: each entry once for each browser of its member, under an id of its own, so that what
 * one browser's push service refuses is no other's delay. Most members have no browser.
 */
public final class BrowserTopic extends SiftedTopic {

    private final PushStore store;

    public BrowserTopic(NudgeTopic topic, PushStore store) {
        super(topic);
        this.store = store;
    }

    @Override
    protected List<Line> sifted(List<Line> entries) {
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
}
