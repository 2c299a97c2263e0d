package org.paschima.planted.contract;

import org.paschima.planted.contract.codec.PlantedCodec;

final class KnowsItsCodec {
    PlantedCodec codec() {
        return new PlantedCodec();
    }
}
