package org.paschima.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Whether the service can do its work, as a set of named checks.
 *
 * <p>A check answers from memory, at once, on any thread: whoever owns a connection keeps its state, and the check
 * reads it. Empty means up; a text is the reason for being down, in words fit for an operator and free of secrets.
 */
public final class Health {
    private final Map<String, Supplier<Optional<String>>> checks = new ConcurrentHashMap<>();

    public void add(String name, Supplier<Optional<String>> reasonForBeingDown) {
        if (checks.putIfAbsent(name, reasonForBeingDown) != null) {
            throw new IllegalArgumentException("there is a check named " + name + " already");
        }
    }

    /** Every check by name, with its reason for being down. A check that fails to answer is down. */
    public Map<String, Optional<String>> look() {
        var answers = new TreeMap<String, Optional<String>>();
        checks.forEach((name, check) -> {
            try {
                answers.put(name, check.get());
            } catch (RuntimeException e) {
                answers.put(
                        name,
                        Optional.of("the check itself failed: " + e.getClass().getSimpleName()));
            }
        });
        return answers;
    }
}
