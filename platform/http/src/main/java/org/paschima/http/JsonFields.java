package org.paschima.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes JSON: the fields of an object that is already begun, or one whole value, as the place that takes it says. */
@FunctionalInterface
public interface JsonFields {
    void writeTo(JsonGenerator json) throws IOException;
}
