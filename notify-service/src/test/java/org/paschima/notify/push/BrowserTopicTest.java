package org.paschima.notify.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.notify.webhook.InMemoryTopic;
import org.paschima.notify.webhook.Line;

/** Which messages an entry of the nudge log becomes. */
class BrowserTopicTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final MemberId ANNE = new MemberId("studio", "anne");
    private static final int FEW = 10;

    private final InMemoryTopic topic = new InMemoryTopic();
    private final InMemoryPushes browsers = new InMemoryPushes();
    private final BrowserTopic ofBrowsers = new BrowserTopic(topic, browsers);

    @BeforeEach
    void subscribe() {
        for (var id : new String[] {"b-1", "b-2"}) {
            var browser = Browser.fresh();
            browsers.keep(
                    new PushSubscription(
                            id,
                            ANNE,
                            URI.create("https://push.example.org/" + id),
                            browser.publicKey(),
                            browser.auth(),
                            NOW),
                    FEW);
        }
    }

    @Test
    void each_browser_of_the_member_has_a_message_under_an_id_of_its_own() throws Exception {
        var begin = topic.ends();
        topic.issue(ANNE, "n-1", 1, NOW);

        var slice = ofBrowsers.read("studio", begin, FEW);

        assertThat(slice.lines()).extracting(Line::id).containsExactly("n-1:issued b-1", "n-1:issued b-2");
        assertThat(slice.lines()).extracting(Line::to).containsExactly("b-1", "b-2");
        assertThat(slice.next()).isEqualTo(topic.ends());
    }

    @Test
    void however_many_members_without_a_browser_come_before_it_a_message_is_found_at_once() throws Exception {
        var begin = topic.ends();
        for (int i = 0; i < 100 * FEW; i++) {
            topic.issue(new MemberId("studio", "m-" + i), "n-" + i, 1, NOW);
        }
        topic.issue(ANNE, "n-anne", 1, NOW);

        assertThat(ofBrowsers.read("studio", begin, FEW).lines())
                .extracting(Line::id)
                .containsExactly("n-anne:issued b-1", "n-anne:issued b-2");
    }

    @Test
    void where_nobody_has_a_browser_it_is_read_to_the_end() throws Exception {
        var begin = topic.ends();
        for (int i = 0; i < 100 * FEW; i++) {
            topic.issue(new MemberId("studio", "m-" + i), "n-" + i, 1, NOW);
        }

        var slice = ofBrowsers.read("studio", begin, FEW);

        assertThat(slice.lines()).isEmpty();
        assertThat(slice.next()).isEqualTo(topic.ends());
    }
}
