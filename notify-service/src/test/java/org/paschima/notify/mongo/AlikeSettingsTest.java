package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlikeSettingsTest {

    private final List<String> read = new ArrayList<>();
    private final AlikeSettings<List<String>> settings = new AlikeSettings<>(bytes -> {
        var words = new String(bytes, StandardCharsets.UTF_8);
        read.add(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("it says nothing");
        }
        return List.of(words);
    });

    @Test
    void the_same_words_are_read_once_and_others_for_themselves() {
        assertThat(settings.of("ü")).containsExactly("ü");
        assertThat(settings.of("ü")).isSameAs(settings.of("ü"));
        assertThat(settings.of("u")).containsExactly("u");

        assertThat(read).containsExactly("ü", "u");
    }

    @Test
    void what_cannot_be_read_is_refused_each_time() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.of(""));
    }

    @Test
    void no_more_are_known_than_are_to_be() {
        for (int i = 0; i < 3 * AlikeSettings.MOST; i++) {
            assertThat(settings.of("setting " + i)).containsExactly("setting " + i);
            assertThat(settings.known()).isLessThanOrEqualTo(AlikeSettings.MOST);
        }
        assertThat(settings.of("setting 1")).containsExactly("setting 1");
    }
}
