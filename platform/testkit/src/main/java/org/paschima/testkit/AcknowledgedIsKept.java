package org.paschima.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The guarantee that what was acknowledged is in the log, once and where the answer said; and that what was refused as not
 * written is not there. Any thread may say what it was answered.
 */
public final class AcknowledgedIsKept {

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> notWritten = ConcurrentHashMap.newKeySet();

    /** One was acknowledged, at this place of the log. */
    public void acknowledged(String id, String place) {
        acknowledged.put(id, place);
    }

    /** One was refused, and the answer said that nothing of it was written. */
    public void notWritten(String id) {
        notWritten.add(id);
    }

    /** How many were acknowledged so far. */
    public int count() {
        return acknowledged.size();
    }

    /**
     * Judges the log.
     *
     * @param places all places of each that the log has
     */
    public void holdsIn(Map<String, List<String>> places) {
        assertThat(acknowledged).as("the test is about what is acknowledged").isNotEmpty();
        acknowledged.forEach((id, place) -> assertThat(places.getOrDefault(id, List.of()))
                .as("%s was acknowledged", id)
                .containsExactly(place));
        places.forEach((id, all) ->
                assertThat(all).as("%s was written more than once", id).hasSize(1));
        notWritten.forEach(id ->
                assertThat(places).as("it was said that %s was not written", id).doesNotContainKey(id));
    }
}
