package org.paschima.planted.contract;

import com.fasterxml.jackson.core.JsonFactory;

final class KnowsJackson {
    JsonFactory factory() {
        return new JsonFactory();
    }
}
