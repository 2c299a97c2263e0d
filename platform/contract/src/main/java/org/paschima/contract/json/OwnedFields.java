package org.paschima.contract.json;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields in their order that nobody else holds, so that they need no copy to stay as they are. */
final class OwnedFields extends AbstractMap<String, Json> {

    private final Map<String, Json> fields;

    /** @param fields in their order, and given away: the caller must not keep them */
    OwnedFields(Map<String, Json> fields) {
        this.fields = fields;
    }

    @Override
    public @Nullable Json get(@Nullable Object name) {
        return fields.get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return fields.containsKey(name);
    }

    @Override
    public Set<Entry<String, Json>> entrySet() {
        return Collections.unmodifiableMap(fields).entrySet();
    }
}
