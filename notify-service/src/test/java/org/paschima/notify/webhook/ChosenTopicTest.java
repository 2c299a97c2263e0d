package org.paschima.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeChannel;

/** Which entries of the nudge log a channel has. */
class ChosenTopicTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final MemberId ANNE = new MemberId("studio", "anne");
    private static final Set<NudgeChannel> ELSEWHERE = Set.of(NudgeChannel.CLIENT, NudgeChannel.EMAIL);
    private static final int FEW = 10;

    private final InMemoryTopic topic = new InMemoryTopic();
    private final ChosenTopic ofStudios = new ChosenTopic(topic, NudgeChannel.STUDIO);

    @Test
    void it_has_what_is_wanted_there_and_what_takes_that_back() throws Exception {
        var begin = topic.ends();
        topic.issue(ANNE, "n-1", 1, NOW, ELSEWHERE);
        topic.issue(ANNE, "n-2", 2, NOW, Set.of(NudgeChannel.STUDIO));
        topic.withdraw(ANNE, "n-1", 3, NOW, ELSEWHERE);
        topic.withdraw(ANNE, "n-2", 4, NOW, Set.of(NudgeChannel.STUDIO));
        topic.issue(ANNE, "n-3", 5, NOW);

        var slice = ofStudios.read("studio", begin, FEW);

        assertThat(slice.lines()).extracting(Line::id).containsExactly("n-2:issued", "n-2:withdrawn", "n-3:issued");
        assertThat(slice.next()).isEqualTo(topic.ends());
    }

    @Test
    void however_much_for_other_channels_comes_before_it_an_entry_is_found_at_once() throws Exception {
        var begin = topic.ends();
        for (int i = 0; i < 100 * FEW; i++) {
            topic.issue(new MemberId("studio", "m-" + i), "n-" + i, 1, NOW, ELSEWHERE);
        }
        topic.issue(ANNE, "n-anne", 1, NOW);

        assertThat(ofStudios.read("studio", begin, FEW).lines())
                .extracting(Line::id)
                .containsExactly("n-anne:issued");
    }

    @Test
    void where_nothing_is_wanted_there_it_is_read_to_the_end() throws Exception {
        var begin = topic.ends();
        for (int i = 0; i < 100 * FEW; i++) {
            topic.issue(new MemberId("studio", "m-" + i), "n-" + i, 1, NOW, ELSEWHERE);
        }

        var slice = ofStudios.read("studio", begin, FEW);

        assertThat(slice.lines()).isEmpty();
        assertThat(slice.next()).isEqualTo(topic.ends());
    }
}
