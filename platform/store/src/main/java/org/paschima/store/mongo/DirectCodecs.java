package org.paschima.store.mongo;

import com.mongodb.MongoClientSettings;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The driver's own codecs, found at once. The driver's registry makes a registry more for each value of each document that is
 * written, and looks through all those around it, since a class may hold itself; here only the making of a codec is watched for that.
 */
final class DirectCodecs implements CodecRegistry {

    private final CodecRegistry all = MongoClientSettings.getDefaultCodecRegistry();
    private final Map<Class<?>, Codec<?>> known = new ConcurrentHashMap<>();
    private final ThreadLocal<Set<Class<?>>> making = ThreadLocal.withInitial(HashSet::new);

    @Override
    @SuppressWarnings("unchecked") // each class stands beside its own codec
    public <T> Codec<T> get(Class<T> type) {
        var codec = (Codec<T>) known.get(type);
        return codec == null ? made(type) : codec;
    }

    private <T> Codec<T> made(Class<T> type) {
        var around = making.get();
        if (!around.add(type)) {
            return new Later<>(this, type);
        }
        try {
            @Nullable Codec<T> codec = all.get(type, this);
            if (codec == null) {
                return all.get(type); // which says why there is none
            }
            known.put(type, codec);
            return codec;
        } finally {
            around.remove(type);
        }
    }

    @Override
    public <T> Codec<T> get(Class<T> type, CodecRegistry registry) {
        return get(type);
    }

    /** Of a class that is in itself: it is known when it is used. */
    private record Later<T>(CodecRegistry codecs, Class<T> type) implements Codec<T> {
        @Override
        public void encode(BsonWriter writer, T value, EncoderContext context) {
            codecs.get(type).encode(writer, value, context);
        }

        @Override
        public T decode(BsonReader reader, DecoderContext context) {
            return codecs.get(type).decode(reader, context);
        }

        @Override
        public Class<T> getEncoderClass() {
            return type;
        }
    }
}
