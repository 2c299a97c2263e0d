package org.paschima.notify.webhook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Webhooks in memory. Who holds one is whoever took it last; {@link #lose} lets another take it. */
public final class InMemoryWebhooks implements WebhookStore {

    private final Map<String, Webhook> webhooks = new LinkedHashMap<>();
    private final Map<String, String> holders = new HashMap<>();
    private final Map<String, Map<String, Waiting>> waiting = new HashMap<>();
    private final Map<String, List<Attempt>> attempts = new HashMap<>();
    private final Set<String> instances = new HashSet<>();
    private int crashes;

    /** Who holds it does no longer, and does not know. */
    synchronized void lose(String id) {
        holders.remove(id);
    }

    /** The next round crashes between what it did and that it noted so. */
    synchronized void crashAtNextSettle() {
        crashes++;
    }

    synchronized int crashesToCome() {
        return crashes;
    }

    @Override
    public synchronized boolean add(Webhook webhook, int most) {
        if (of(webhook.tenant()).size() >= most) {
            return false;
        }
        webhooks.put(webhook.id(), webhook);
        return true;
    }

    @Override
    public synchronized List<Webhook> of(String tenant) {
        return webhooks.values().stream()
                .filter(each -> each.tenant().equals(tenant))
                .toList();
    }

    @Override
    public synchronized Optional<Webhook> find(String tenant, String id) {
        return Optional.ofNullable(webhooks.get(id))
                .filter(each -> each.tenant().equals(tenant));
    }

    @Override
    public synchronized Optional<Webhook> change(Webhook seen, Webhook.Wanted wanted) {
        return changed(
                seen,
                now -> new Webhook(
                        now.id(),
                        now.tenant(),
                        now.revision() + 1,
                        wanted,
                        now.secrets(),
                        now.createdAt(),
                        new Webhook.State(
                                now.state().places(),
                                now.state().seek(),
                                Breaker.CLOSED,
                                null,
                                now.state().deliveredAt())));
    }

    @Override
    public synchronized Optional<Webhook> rotate(Webhook seen, List<Secret> secrets) {
        return changed(
                seen,
                now -> new Webhook(
                        now.id(),
                        now.tenant(),
                        now.revision() + 1,
                        now.wanted(),
                        secrets,
                        now.createdAt(),
                        now.state()));
    }

    private Optional<Webhook> changed(Webhook seen, UnaryOperator<Webhook> change) {
        var now = webhooks.get(seen.id());
        if (now == null || now.revision() != seen.revision()) {
            return Optional.empty();
        }
        var changed = change.apply(now);
        webhooks.put(changed.id(), changed);
        return Optional.of(changed);
    }

    private void state(String id, UnaryOperator<Webhook.State> change) {
        webhooks.computeIfPresent(
                id,
                (_, now) -> new Webhook(
                        now.id(),
                        now.tenant(),
                        now.revision(),
                        now.wanted(),
                        now.secrets(),
                        now.createdAt(),
                        change.apply(now.state())));
    }

    @Override
    public synchronized boolean remove(String tenant, String id) {
        if (find(tenant, id).isEmpty()) {
            return false;
        }
        webhooks.remove(id);
        waiting.remove(id);
        attempts.remove(id);
        holders.remove(id);
        return true;
    }

    @Override
    public synchronized boolean seek(String tenant, String id, Places from) {
        boolean isThere = find(tenant, id).isPresent();
        state(id, now -> new Webhook.State(now.places(), from, now.breaker(), now.endedAt(), now.deliveredAt()));
        return isThere;
    }

    @Override
    public synchronized List<Attempt> attempts(String id, Attempt.@Nullable Place before, int most) {
        return attempts.getOrDefault(id, List.of()).reversed().stream()
                .filter(each -> before == null || each.at().isBefore(before.at()))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized long waiting(String id) {
        return waiting.getOrDefault(id, Map.of()).size();
    }

    @Override
    public synchronized int share(String holder) {
        instances.add(holder);
        long all = webhooks.values().stream().filter(Webhook::isToBeSentTo).count();
        return Math.ceilDiv((int) all, instances.size());
    }

    @Override
    public synchronized void leave(String holder) {
        instances.remove(holder);
    }

    /** How many each instance holds. */
    synchronized Map<String, Long> holding() {
        return holders.values().stream().collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    }

    @Override
    public synchronized List<Webhook> take(String holder, int most) {
        var taken = webhooks.values().stream()
                .filter(each -> each.isToBeSentTo() && !holders.containsKey(each.id()))
                .limit(most)
                .toList();
        taken.forEach(each -> holders.put(each.id(), holder));
        return taken;
    }

    @Override
    public synchronized Optional<Webhook> hold(String holder, String id) {
        return holder.equals(holders.get(id)) ? Optional.ofNullable(webhooks.get(id)) : Optional.empty();
    }

    @Override
    public synchronized void release(String holder, String id) {
        holders.remove(id, holder);
    }

    @Override
    public synchronized List<Waiting> waiting(String id, int most) {
        return waiting.getOrDefault(id, Map.of()).values().stream()
                .sorted(Comparator.<Waiting>comparingInt(each -> each.line().partition())
                        .thenComparingLong(each -> each.line().offset()))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized boolean settle(String holder, String id, Settled settled) {
        if (crashes > 0) {
            crashes--;
            holders.remove(id);
            return false;
        }
        var line = waiting.computeIfAbsent(id, _ -> new LinkedHashMap<>());
        settled.kept().forEach(each -> line.put(each.line().id(), each));
        settled.done().forEach(line::remove);
        attempts.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(settled.attempts());
        if (!holder.equals(holders.get(id))) {
            return false;
        }
        state(
                id,
                now -> new Webhook.State(
                        settled.state().places(),
                        settled.hasSought() ? null : now.seek(),
                        settled.state().breaker(),
                        settled.state().endedAt(),
                        settled.state().deliveredAt()));
        return true;
    }
}
