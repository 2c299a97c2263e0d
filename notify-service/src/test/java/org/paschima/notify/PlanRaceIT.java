package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.json.Json;
import org.paschima.testkit.Seeds;

/** Devices that save a plan at the same moment, through two instances of which one at most owns the partition. */
class PlanRaceIT {

    private static final String PLAN = "/v1/members/me/nudge-plan";
    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 25;

    private TestStack stack;
    private List<Integer> ports;
    private Random random;

    @BeforeEach
    void open() throws Exception {
        random = new Random(Seeds.one(20260304));
        stack = new TestStack();
        ports = List.of(stack.start().port(), stack.start().port());
    }

    @AfterEach
    void close() {
        stack.close();
    }

    private CompletableFuture<HttpResponse<String>> put(int port, String member, String body, @Nullable String tag) {
        var request = stack.request(port, member, PLAN + "?wait=30")
                .PUT(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (tag != null) {
            request.header("If-Match", tag);
        }
        return stack.http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static String body(int minute, long version) {
        return "{\"slots\":[\"09:%02d\"],\"version\":%d}".formatted(minute, version);
    }

    private static String slotsIn(HttpResponse<String> answer) throws Exception {
        return String.valueOf(TestStack.json(answer.body()).fields().get("slots"));
    }

    private static long versionIn(HttpResponse<String> answer) throws Exception {
        var version = TestStack.json(answer.body()).fields().get("version");
        return (long) ((Json.Num) Objects.requireNonNull(version)).value();
    }

    private static String tagIn(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void of_eight_that_save_under_one_tag_one_wins_and_seven_are_told_so() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var member = "m-" + random.nextInt(3);
            var before = stack.get(ports.get(random.nextInt(2)), member, PLAN);
            boolean isSameBody = random.nextInt(4) == 0;
            var sent = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < AT_ONCE; i++) {
                long version = versionIn(before) + 1 + (isSameBody ? 0 : random.nextInt(3));
                sent.add(put(ports.get(i % 2), member, body(isSameBody ? 0 : i, version), tagIn(before)));
            }
            var won = new ArrayList<HttpResponse<String>>();
            var lost = new ArrayList<HttpResponse<String>>();
            for (var each : sent) {
                var answer = each.get();
                assertThat(answer.statusCode()).as(answer.body()).isIn(200, 412);
                (answer.statusCode() == 200 ? won : lost).add(answer);
            }

            // The same plan under the same version is the same request sent again, whoever sent it.
            assertThat(won).hasSize(isSameBody ? AT_ONCE : 1);
            assertThat(lost).hasSize(AT_ONCE - won.size());
            assertThat(lost).allSatisfy(answer -> assertThat(tagIn(answer)).isEqualTo(tagIn(won.getFirst())));
            for (int port : ports) {
                var after = stack.get(port, member, PLAN);
                assertThat(slotsIn(after)).isEqualTo(slotsIn(won.getFirst()));
                assertThat(tagIn(after)).isEqualTo(tagIn(won.getFirst()));
            }
        }
    }

    @Test
    void without_a_tag_nobody_is_answered_with_a_plan_that_never_held() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var member = "n-" + random.nextInt(3);
            var before = stack.get(ports.get(random.nextInt(2)), member, PLAN);
            var sent = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            var versions = new ArrayList<Long>();
            for (int i = 0; i < AT_ONCE; i++) {
                versions.add(Math.max(0, versionIn(before) + random.nextInt(-2, 5)));
                sent.add(put(ports.get(i % 2), member, body(i, versions.getLast()), null));
            }
            long last = -1;
            long highest = versionIn(before);
            for (int i = 0; i < AT_ONCE; i++) {
                var answer = sent.get(i).get();
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                boolean won = answer.body().contains("\"won\":true");
                boolean isOwn = slotsIn(answer).contains("09:0" + i) && versionIn(answer) == versions.get(i);
                assertThat(versionIn(answer)).isGreaterThanOrEqualTo(versions.get(i));
                assertThat(isOwn).as(answer.body()).isEqualTo(won);
                highest = Math.max(highest, versions.get(i));
                last = Math.max(last, won ? versionIn(answer) : -1);
            }

            var after = stack.get(ports.get(round % 2), member, PLAN);
            assertThat(versionIn(after)).isEqualTo(highest);
            assertThat(last).isLessThanOrEqualTo(highest);
        }
    }
}
