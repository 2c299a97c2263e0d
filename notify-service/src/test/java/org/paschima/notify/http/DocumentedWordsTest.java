package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.Receipt;
import org.paschima.http.OpenApi;
import org.paschima.notify.delivery.Channel;
import org.paschima.notify.domain.Foreseen;
import org.paschima.notify.domain.NudgeState;
import org.paschima.notify.domain.Upcoming;
import org.paschima.notify.webhook.Sent;

/** The published document lists the words that are answered: a word that is added to one and forgotten in the other is found here. */
class DocumentedWordsTest {

    @Test
    void wherever_reasons_against_a_nudge_are_listed_they_are_all_that_there_are_in_their_order() throws Exception {
        assertThat(listsWith("NOT_DRAWN")).isNotEmpty().allMatch(list -> list.equals(names(Receipt.Reason.values())));
    }

    @Test
    void what_stands_against_a_slot_is_listed_as_it_is_answered() throws Exception {
        assertThat(listsWith("OTHER_DAY"))
                .isNotEmpty()
                .allMatch(list -> list.equals(names(Foreseen.Obstacle.values())));
    }

    @Test
    void why_no_nudge_is_to_come_is_listed_as_it_is_answered() throws Exception {
        assertThat(listsWith("NO_SLOT")).isNotEmpty().allMatch(list -> list.equals(names(Upcoming.Why.values())));
    }

    @Test
    void what_came_of_a_message_to_a_webhook_is_listed_as_it_is_answered() throws Exception {
        assertThat(listsWith("GIVEN_UP")).isNotEmpty().allMatch(list -> list.equals(names(Sent.Outcome.values())));
    }

    @Test
    void the_states_of_a_nudge_are_listed_as_there_are_but_for_one_that_is_only_planned() throws Exception {
        var words = Stream.of(NudgeState.class.getNestMembers())
                .filter(type -> type.isRecord() && type != NudgeState.Planned.class)
                .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
                .toList();

        assertThat(listsWith("expired"))
                .isNotEmpty()
                .allSatisfy(list -> assertThat(list).containsExactlyInAnyOrderElementsOf(words));
    }

    @Test
    void what_may_ask_besides_the_slots_is_listed_as_there_is() throws Exception {
        assertThat(listsWith("STATIC_BOUT")).hasSize(2).allMatch(list -> list.equals(names(Receipt.Trigger.values())));
    }

    @Test
    void the_channels_that_tell_of_delivery_are_those_that_acknowledge() throws Exception {
        var labels = Channel.all().stream()
                .filter(Channel::acknowledges)
                .map(Channel::label)
                .toList();
        JsonNode document = new ObjectMapper().readTree(OpenApi.beside(NotifyRoutes.class));

        assertThat(document.findValues("propertyNames"))
                .hasSize(2)
                .allSatisfy(names -> assertThat(names.get("enum").valueStream().map(JsonNode::asText))
                        .containsExactlyElementsOf(labels));
    }

    @Test
    void the_channels_to_choose_from_are_listed_as_there_are() throws Exception {
        var words = Arrays.stream(NudgeChannel.values()).map(NudgeChannel::wire).toList();

        assertThat(listsWith("studio")).hasSize(1).allMatch(list -> list.equals(words));
    }

    /** The vocabularies that have this word, which no other has. */
    private static List<List<String>> listsWith(String word) throws Exception {
        JsonNode document = new ObjectMapper().readTree(OpenApi.beside(NotifyRoutes.class));
        return document.findValues("enum").stream()
                .map(list -> list.valueStream()
                        .filter(each -> !each.isNull())
                        .map(JsonNode::asText)
                        .toList())
                .filter(list -> list.contains(word))
                .toList();
    }

    private static List<String> names(Enum<?>[] words) {
        return Arrays.stream(words).map(Enum::name).toList();
    }
}
