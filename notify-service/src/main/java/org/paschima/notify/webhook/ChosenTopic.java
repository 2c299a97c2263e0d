package org.paschima.notify.webhook;

import java.util.List;
import org.paschima.contract.NudgeChannel;

/** The nudge log as one channel has it: the entries that their members want there. */
public final class ChosenTopic extends SiftedTopic {

    private final NudgeChannel channel;

    public ChosenTopic(NudgeTopic topic, NudgeChannel channel) {
        super(topic);
        this.channel = channel;
    }

    @Override
    protected List<Line> sifted(List<Line> entries) {
        return entries.stream()
                .filter(entry -> entry.event().channels().contains(channel))
                .toList();
    }
}
