package org.paschima.planted.contract;

final class RemembersForEveryone {
    static int count = 1;

    private RemembersForEveryone() {}
}
