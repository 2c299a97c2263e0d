package org.paschima.planted.contract;

import java.time.Instant;

final class AsksTheClock {
    Instant time() {
        return Instant.now();
    }
}
