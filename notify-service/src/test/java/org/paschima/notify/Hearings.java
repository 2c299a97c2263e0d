package org.paschima.notify;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.bson.Document;

/** What was heard of nudges at the other end of channels, and when. For any thread. */
final class Hearings {

    private final Collection<Heard> all = new ConcurrentLinkedQueue<>();

    /**
     * One message.
     *
     * @param by who heard it: one client, one browser, one receiver
     * @param at by the clock of {@link System#nanoTime()}
     */
    record Heard(String by, String member, String nudge, boolean isWithdrawal, long at) {}

    /** A message as webhooks and a studio's stream have it. */
    static Heard ofStudio(String by, String json, long at) {
        var message = Document.parse(json);
        var data = message.get("data", Document.class);
        return new Heard(
                by,
                data.getString("member"),
                data.get("nudge", Document.class).getString("nudgeId"),
                message.getString("type").equals("nudge.withdrawn"),
                at);
    }

    void add(Heard heard) {
        all.add(heard);
    }

    /** What a member's own client has heard up to now. */
    static Stream<Heard> byClient(String by, String member, List<StreamClient.Event> events) {
        return events.stream()
                .filter(event -> event.name().startsWith("nudge"))
                .map(event -> new Heard(
                        by,
                        member,
                        Document.parse(event.data()).getString("nudgeId"),
                        event.name().equals("nudge.withdrawn"),
                        event.heard()));
    }

    /** What a studio's program has heard up to now. */
    static Stream<Heard> byStudio(List<StreamClient.Event> events) {
        return events.stream()
                .filter(event -> event.name().startsWith("nudge"))
                .map(event -> ofStudio("studio", event.data(), event.heard()));
    }

    List<Heard> with(Stream<Heard> others) {
        return Stream.concat(all.stream(), others).toList();
    }

    /** Of these, who still holds what. */
    static Set<String> held(List<Heard> heard) {
        var held = new HashSet<String>();
        for (var by : heard.stream().collect(groupingBy(Heard::by)).entrySet()) {
            var over = by.getValue().stream().collect(groupingBy(Heard::isWithdrawal, mapping(Heard::nudge, toSet())));
            var shown = new HashSet<>(over.getOrDefault(false, Set.of()));
            shown.removeAll(Objects.requireNonNullElse(over.get(true), Set.of()));
            shown.forEach(nudge -> held.add(by.getKey() + " holds " + nudge));
        }
        return held;
    }
}
