package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeChannel;
import org.paschima.notify.delivery.News;
import org.paschima.notify.delivery.NudgeEntry;
import org.paschima.notify.delivery.Page;
import org.paschima.notify.delivery.Wakeups;

class NudgeFollowerTest {

    private static final MemberId MEMBER = new MemberId("studio-1", "m-1");

    /** A read that was begun, and its outcome. */
    private record Read(OptionalLong after, Promise<Optional<Page>> outcome) {}

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Wakeups wakeups = new Wakeups();
    private final List<Read> reads = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final NudgeFollower follower = new NudgeFollower(
            vertx,
            context,
            after -> {
                var read = new Read(after, Promise.promise());
                reads.add(read);
                return read.outcome().future();
            },
            OptionalLong.of(3),
            new NudgeFollower.Listener() {
                @Override
                public void read(Page page) {
                    heard.add("page to " + page.next());
                }

                @Override
                public void heldBack() {
                    heard.add("held back");
                    followSoon();
                }

                @Override
                public void failed(Throwable failure) {
                    heard.add("failed");
                    followSoon();
                }
            });

    private void followSoon() {
        follower.readSoon();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /** Runs on the context, after all that was asked of it before. */
    private <T> T onContext(Callable<T> work) throws Exception {
        Promise<T> done = Promise.promise();
        context.runOnContext(_ -> done.handle(Future.future(each -> {
            try {
                each.complete(work.call());
            } catch (Exception e) {
                each.fail(e);
            }
        })));
        return done.future().await(10, TimeUnit.SECONDS);
    }

    private void begins() throws Exception {
        onContext(() -> {
            follower.begin(wakeups, MEMBER);
            return true;
        });
    }

    private void ends(Read read, Optional<Page> page) throws Exception {
        onContext(() -> {
            read.outcome().complete(page);
            return true;
        });
        settles();
    }

    private void settles() throws Exception {
        onContext(() -> true);
        onContext(() -> true);
    }

    private static Optional<Page> pageTo(long next) {
        return Optional.of(new Page(List.of(), next, false));
    }

    @Test
    void news_that_come_while_it_reads_are_read_after_it_and_one_read_is_under_way_at_most() throws Exception {
        begins();
        wakeups.wake(MEMBER.key(), News.UNREAD);
        wakeups.wake(MEMBER.key(), News.UNREAD);
        settles();
        assertThat(reads).hasSize(1);

        ends(reads.getFirst(), pageTo(5));

        assertThat(heard).containsExactly("page to 5");
        assertThat(reads).extracting(Read::after).containsExactly(OptionalLong.of(3), OptionalLong.of(5));
        ends(reads.getLast(), pageTo(5));
        assertThat(reads).as("nobody woke it").hasSize(2);
        wakeups.wake(MEMBER.key(), News.UNREAD);
        settles();
        assertThat(reads).hasSize(3);
    }

    @Test
    void what_it_had_already_is_not_read_again_whoever_tells_of_it() throws Exception {
        begins();
        wakeups.wake(MEMBER.key(), News.upTo(5));
        settles();
        ends(reads.getFirst(), pageTo(5));
        wakeups.wake(MEMBER.key(), News.upTo(5));
        settles();
        assertThat(reads).hasSize(1);

        wakeups.wake(MEMBER.key(), News.upTo(6));
        settles();
        assertThat(reads).extracting(Read::after).containsExactly(OptionalLong.of(3), OptionalLong.of(5));
    }

    @Test
    void a_page_that_ends_before_what_it_was_told_of_is_read_on_from_once() throws Exception {
        begins();
        wakeups.wake(MEMBER.key(), News.upTo(6));
        settles();
        ends(reads.getFirst(), pageTo(5));
        assertThat(reads).hasSize(2);

        ends(reads.getLast(), pageTo(5));
        assertThat(reads).as("it is not there yet").hasSize(2);
    }

    private static News takenBack(long... numbers) {
        return News.committed(LongStream.of(numbers)
                .mapToObj(number -> new NudgeEntry(
                        number, "n", false, 1, Instant.EPOCH, Instant.MAX, NudgeChannel.ALL, new byte[0]))
                .toList());
    }

    @Test
    void what_it_is_told_of_next_is_handed_over_unread() throws Exception {
        begins();
        ends(reads.getFirst(), pageTo(5));
        wakeups.wake(MEMBER.key(), takenBack(6, 7));
        wakeups.wake(MEMBER.key(), News.upTo(7)); // by the topic
        wakeups.wake(MEMBER.key(), takenBack(8));
        settles();
        assertThat(heard).containsExactly("page to 5", "page to 7", "page to 8");
        assertThat(reads).hasSize(1);

        wakeups.wake(MEMBER.key(), takenBack(10));
        settles();
        assertThat(reads).as("there was something before it").hasSize(2);
        wakeups.wake(MEMBER.key(), takenBack(11));
        settles();
        assertThat(heard).as("it is being read").hasSize(3);
        ends(reads.getLast(), pageTo(10));
        assertThat(reads).extracting(Read::after).endsWith(OptionalLong.of(8), OptionalLong.of(10));
    }

    @Test
    void what_is_held_back_or_cannot_be_read_is_read_again_from_where_it_was() throws Exception {
        begins();
        ends(reads.getFirst(), Optional.empty());
        await().atMost(10, TimeUnit.SECONDS).until(() -> reads.size() == 2);

        onContext(() -> {
            reads.getLast().outcome().fail(new IllegalStateException("away"));
            return true;
        });
        await().atMost(10, TimeUnit.SECONDS).until(() -> reads.size() == 3);

        assertThat(heard).containsExactly("held back", "failed");
        assertThat(reads).extracting(Read::after).containsOnly(OptionalLong.of(3));
    }

    @Test
    void after_its_end_nothing_is_handed_over_and_no_news_wake_it() throws Exception {
        begins();
        onContext(() -> {
            follower.end();
            return true;
        });

        ends(reads.getFirst(), pageTo(5));
        wakeups.wake(MEMBER.key(), News.UNREAD);
        settles();

        assertThat(heard).isEmpty();
        assertThat(reads).hasSize(1);
    }
}
