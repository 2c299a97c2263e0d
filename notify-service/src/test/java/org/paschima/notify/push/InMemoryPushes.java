package org.paschima.notify.push;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paschima.contract.MemberId;

/** Browsers in memory. */
public final class InMemoryPushes implements PushStore {

    private final Map<String, PushSubscription> browsers = new LinkedHashMap<>();

    @Override
    public synchronized boolean keep(PushSubscription subscription, int most) {
        long others = of(subscription.member()).stream()
                .filter(each -> !each.id().equals(subscription.id()))
                .count();
        if (others >= most) {
            return false;
        }
        browsers.put(subscription.id(), subscription);
        return true;
    }

    @Override
    public synchronized List<PushSubscription> of(MemberId member) {
        return ofAll(List.of(member));
    }

    @Override
    public synchronized List<PushSubscription> ofAll(Collection<MemberId> members) {
        return browsers.values().stream()
                .filter(each -> members.contains(each.member()))
                .toList();
    }

    @Override
    public synchronized Optional<PushSubscription> find(MemberId member, String id) {
        return Optional.ofNullable(browsers.get(id))
                .filter(each -> each.member().equals(member));
    }

    @Override
    public synchronized boolean remove(MemberId member, String id) {
        return find(member, id).isPresent() && browsers.remove(id) != null;
    }
}
