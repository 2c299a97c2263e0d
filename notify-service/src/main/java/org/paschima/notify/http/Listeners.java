package org.paschima.notify.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.paschima.contract.MemberId;
import org.paschima.http.FairTurns;
import org.paschima.http.OverloadedException;
import org.paschima.http.ShareTakenException;
import org.paschima.http.auth.Asker;

/**
 * The streams and long-polls that are open: of one member as many as a member has devices and more, and of all of them each
 * caller has its share. Every one of a member's is woken when there is news for the member, so their number is what a nudge
 * costs. Any thread may call any method.
 */
final class Listeners {

    private final int mostOfAMember;
    private final FairTurns places;
    private final ConcurrentHashMap<Object, Integer> ofMembers = new ConcurrentHashMap<>();

    Listeners(int most, int mostOfAMember) {
        this.mostOfAMember = mostOfAMember;
        this.places = new FairTurns(most, 0, "places to listen");
    }

    /**
     * Takes a place.
     *
     * @return gives it back, once however often it is called
     * @throws OverloadedException when there is none, for this caller or for anybody
     */
    Runnable enter(Asker asker, MemberId member) {
        return enter(asker, member, "of this member");
    }

    /** @param whose the member, or the tenant, that is listened to, in words */
    Runnable enter(Asker asker, Object member, String whose) {
        if (ofMembers.merge(member, 1, Integer::sum) > mostOfAMember) {
            leave(member);
            throw new ShareTakenException(
                    mostOfAMember + " streams and long-polls " + whose + " are open; end one of them");
        }
        switch (places.tryTake(asker)) {
            case TAKEN -> {}
            case SHARE_IS_TAKEN -> {
                leave(member);
                throw new ShareTakenException(
                        "as many of your streams and long-polls are open as may be; end one of them");
            }
            case ALL_ARE_TAKEN -> {
                leave(member);
                throw new OverloadedException("as many streams and long-polls are open as may be; try again");
            }
        }
        var hasLeft = new AtomicBoolean();
        return () -> {
            if (hasLeft.compareAndSet(false, true)) {
                places.giveBack(asker);
                leave(member);
            }
        };
    }

    private void leave(Object member) {
        ofMembers.computeIfPresent(member, (_, count) -> count == 1 ? null : count - 1);
    }

    int open() {
        return places.taken();
    }
}
