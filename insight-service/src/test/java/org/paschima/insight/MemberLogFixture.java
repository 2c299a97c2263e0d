package org.paschima.insight;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.paschima.contract.LogPosition;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.Receipt;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.log.kafka.LogPublisher;

/** The member log on a real broker, as session-service writes to it. */
public final class MemberLogFixture implements AutoCloseable {

    private final LogPublisher publisher;

    public MemberLogFixture(String kafka) {
        this.publisher = new LogPublisher("test", kafka, new SimpleMeterRegistry());
    }

    /** Tells the facts in this order, and returns when the last is kept: where it is. */
    public LogPosition tell(List<Told> facts) {
        var last = new ArrayList<CompletableFuture<LogPosition>>();
        for (var told : facts) {
            var message = HistoryFixture.message(told);
            last.add(publisher.append(message.to(LogTopics.MEMBER_LOG)));
            if (last.size() % 500 == 0) {
                last.forEach(CompletableFuture::join);
            }
        }
        last.forEach(CompletableFuture::join);
        return last.getLast().join();
    }

    /** Publishes receipts of decisions about a member, as notify-service does; the same receipt has the same ce_id. */
    public void decide(MemberId member, List<Receipt> receipts) {
        var last = receipts.stream()
                .map(receipt -> FactCodec.encode(
                        member,
                        receipt,
                        new Envelope(
                                receipt.decisionId(),
                                "/notify-service",
                                receipt.instant().toInstant(),
                                null)))
                .map(message -> publisher.append(message))
                .toList();
        last.forEach(CompletableFuture::join);
    }

    /** Appends whatever it is. */
    public void append(Message record) {
        publisher.append(record).join();
    }

    public LogPosition tell(Told... facts) {
        return tell(List.of(facts));
    }

    @Override
    public void close() {
        publisher.close();
    }
}
