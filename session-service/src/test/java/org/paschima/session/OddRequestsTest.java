package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paschima.testkit.OddRequests;
import org.paschima.testkit.Seeds;

class OddRequestsTest {

    private static final Map<String, String> GOOD = Map.of("member", "me", "id", "app:r-1", "version", "1");

    @Test
    void whatever_a_parameter_or_a_body_says_the_fault_is_never_ours() throws Exception {
        try (var session = SessionFixture.on(new InMemoryLog());
                var client = HttpClient.newHttpClient()) {
            var openApi = session.get("/openapi.json").body();
            var token = session.memberToken();
            var requests = OddRequests.of(openApi, GOOD, Seeds.one(12));
            for (var odd : requests) {
                var request = HttpRequest.newBuilder(session.uri(odd.path()))
                        .header("Authorization", "Bearer " + token)
                        .method(odd.method(), BodyPublishers.ofString(odd.body()));
                odd.headers().forEach(request::header);
                var response = client.send(request.build(), BodyHandlers.ofString());
                assertThat(response.statusCode())
                        .as("%s: %s", odd, response.body())
                        .isLessThan(500);
            }
            assertThat(requests).hasSizeGreaterThan(900);
        }
    }
}
