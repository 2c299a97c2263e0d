package org.paschima.notify.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits to be sent again to one receiver, by member: a member's later messages wait behind the one that failed, those of
 * others do not. Confined to the thread of its round.
 */
final class Queue {

    private final Map<String, LinkedHashMap<String, Waiting>> ofMembers = new LinkedHashMap<>();
    private int size;

    int size() {
        return size;
    }

    boolean holds(String member) {
        return ofMembers.containsKey(member);
    }

    boolean hasMessage(Line line) {
        var inLine = ofMembers.get(line.memberKey());
        return inLine != null && inLine.containsKey(line.id());
    }

    /** Keeps its place in line if it is there. */
    void put(Waiting waiting) {
        var before = ofMembers
                .computeIfAbsent(waiting.line().memberKey(), _ -> new LinkedHashMap<>())
                .put(waiting.line().id(), waiting);
        if (before == null) {
            size++;
        }
    }

    void remove(Line line) {
        var member = line.memberKey();
        var inLine = ofMembers.get(member);
        if (inLine != null && inLine.remove(line.id()) != null) {
            size--;
            if (inLine.isEmpty()) {
                ofMembers.remove(member);
            }
        }
    }

    /** Of some members whose turn it is, the messages from the first on, as far as none has to wait longer. */
    List<Waiting> due(Instant now, int most) {
        var due = new ArrayList<Waiting>();
        for (var inLine : ofMembers.values()) {
            for (var waiting : inLine.values()) {
                if (due.size() >= most || waiting.nextAt().isAfter(now)) {
                    break;
                }
                due.add(waiting);
            }
        }
        return due;
    }

    /** The one whose turn is next, though it may not be yet. */
    List<Waiting> next() {
        return ofMembers.values().stream()
                .map(inLine -> inLine.firstEntry().getValue())
                .min(Comparator.comparing(Waiting::nextAt))
                .stream()
                .toList();
    }

    /** Has all of them sent at once, and their day begin anew: the receiver is back. */
    Collection<Waiting> allDue(Instant now) {
        var all = new ArrayList<Waiting>();
        for (var inLine : ofMembers.values()) {
            inLine.replaceAll((_, each) -> new Waiting(each.line(), Math.min(1, each.attempts()), now));
            all.addAll(inLine.values());
        }
        return all;
    }
}
