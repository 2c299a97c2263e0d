package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paschima.http.OpenApi;
import org.paschima.notify.http.NotifyRoutes;
import org.paschima.testkit.OddRequests;
import org.paschima.testkit.Seeds;

/** What the documents of notify-service describe, asked for in all the wrong ways, on a real broker and a real MongoDB. */
class OddRequestsIT {

    private static final Map<String, String> GOOD =
            Map.of("member", "me", "id", "x-1", "nudgeId", "n-1", "wait", "0", "heartbeat", "15", "webhook", "w-1");

    @Test
    void whatever_a_parameter_or_a_body_says_the_fault_is_never_ours() throws Exception {
        try (var stack = new TestStack()) {
            var service = stack.start();
            var scopes = new ArrayList<>(TestStack.ALL_SCOPES);
            scopes.add("tenant:webhooks");
            var token = stack.tokens.forMember(TestStack.TENANT, "m-odd", scopes, Duration.ofHours(1));
            var openApi = new String(OpenApi.beside(NotifyRoutes.class), StandardCharsets.UTF_8);
            var requests = OddRequests.of(openApi, GOOD, Seeds.one(12));
            for (var odd : requests) {
                var request = HttpRequest.newBuilder(URI.create(service.address() + odd.path()))
                        .header("Authorization", "Bearer " + token)
                        .method(odd.method(), BodyPublishers.ofString(odd.body()));
                odd.headers().forEach(request::header);
                var response = stack.http.send(request.build(), BodyHandlers.ofInputStream());
                try (var body = response.body()) { // a stream has no end
                    var said =
                            response.statusCode() < 500 ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    assertThat(said.contains("/problems/not-yet") ? 422 : response.statusCode())
                            .as("%s: %s", odd, said)
                            .isLessThan(500);
                }
            }
            assertThat(requests).hasSizeGreaterThan(1_200);
        }
    }
}
