package org.paschima.planted.contract;

import org.assertj.core.data.Offset;

final class KnowsALibrary {
    Offset<Double> offset() {
        return Offset.offset(1.0);
    }
}
