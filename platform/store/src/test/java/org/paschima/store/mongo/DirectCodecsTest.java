package org.paschima.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonInt32;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class DirectCodecsTest {

    private static final Document DOCUMENT = new Document("_id", new ObjectId())
            .append("text", "ü")
            .append("number", 7L)
            .append("fraction", 0.5)
            .append("flag", true)
            .append("nothing", null)
            .append("at", Date.from(Instant.EPOCH))
            .append("bytes", new Binary(new byte[] {1, 2}))
            .append("bson", new BsonInt32(3))
            .append("inner", new Document("in", new Document("it", List.of(1, "two", new Document("three", 3)))))
            .append("list", Arrays.asList(List.of(1L), new Document("a", null), "b"));

    private final CodecRegistry direct = new DirectCodecs();

    private static byte[] written(CodecRegistry codecs) {
        var buffer = new BasicOutputBuffer();
        codecs.get(Document.class)
                .encode(
                        new BsonBinaryWriter(buffer),
                        DOCUMENT,
                        EncoderContext.builder().build());
        return buffer.toByteArray();
    }

    private static Document read(CodecRegistry codecs, byte[] bytes) {
        return codecs.get(Document.class)
                .decode(
                        new BsonBinaryReader(java.nio.ByteBuffer.wrap(bytes)),
                        DecoderContext.builder().build());
    }

    @Test
    void they_write_and_read_the_bytes_that_the_drivers_own_registry_does() {
        var drivers = MongoClientSettings.getDefaultCodecRegistry();

        assertThat(written(direct)).isEqualTo(written(drivers));
        assertThat(read(direct, written(drivers))).isEqualTo(read(drivers, written(drivers)));
    }

    @Test
    void a_codec_is_made_once() {
        Codec<Document> codec = direct.get(Document.class);

        assertThat(direct.get(Document.class)).isSameAs(codec);
        assertThat(direct.get(Document.class, MongoClientSettings.getDefaultCodecRegistry()))
                .isSameAs(codec);
    }

    @Test
    void a_class_that_no_document_can_hold_is_refused_as_ever() {
        assertThatThrownBy(() -> direct.get(Thread.class)).isInstanceOf(CodecConfigurationException.class);
        assertThatThrownBy(() -> direct.get(Thread.class)).isInstanceOf(CodecConfigurationException.class);
    }
}
