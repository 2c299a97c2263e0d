package org.paschima.notify.push;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.MemberId;

/** The browsers that members subscribed; shared by all instances. Every call blocks. */
public interface PushStore {

    /**
     * Keeps it in the place of what was known of its browser, whose browser it was: who subscribed it last has it. Has the
     * studio's nudges go to its members' browsers from now on, if they did not yet.
     *
     * @return whether there was room for one more of this member
     */
    boolean keep(PushSubscription subscription, int most);

    /** Of one member, the oldest first. */
    List<PushSubscription> of(MemberId member);

    /** Of several members. */
    List<PushSubscription> ofAll(Collection<MemberId> members);

    Optional<PushSubscription> find(MemberId member, String id);

    /** Whether it was there. */
    boolean remove(MemberId member, String id);
}
