package org.paschima.planted.contract.codec;

import com.fasterxml.jackson.core.JsonFactory;

/** Knows Jackson, as a codec may. */
public final class PlantedCodec {
    public JsonFactory factory() {
        return new JsonFactory();
    }
}
