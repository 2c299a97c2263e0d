package org.paschima.bench;

import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;

/** Members who practise now: what they tell is appended at once, and it is kept when it was acknowledged last. Any thread may call it. */
final class Practising implements AutoCloseable {

    private static final Duration TAKES = Duration.ofMinutes(2);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong told = new AtomicLong();

    Practising(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void practises(MemberId member) {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        var began = now.minus(TAKES);
        var head = new RecordHead(
                new RecordId("bench", "now-" + told.incrementAndGet()),
                1,
                began,
                ZoneOffset.UTC,
                LocalTime.MIDNIGHT,
                began.toLocalDate());
        var practice = new MemberRecord.Practice(
                head, now, "desk", Moment.ROUTINE, List.of(), null, null, false, List.of(), null);
        var message = FactCodec.encode(
                member,
                practice,
                new Envelope(member.key() + "/" + head.id().clientRecordId(), "/bench", now.toInstant(), null));
        var _ = producer.send(Log.record(message), (_, failure) -> {
            if (failure == null) {
                acknowledged.put(member.member(), System.nanoTime());
            }
        });
    }

    /** When the last practice of a member was, by the count of this JVM. */
    OptionalLong acknowledgedAt(String member) {
        var at = acknowledged.get(member);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** Members of whom one was acknowledged. */
    int count() {
        return acknowledged.size();
    }

    @Override
    public void close() {
        producer.close();
    }
}
