package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.paschima.localstack.CareLog.Line;
import org.paschima.testkit.Seeds;

/** Over HTTP: while notify-service says that a hold is open, insight-service draws nothing, and only then. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CareAgreementIT {

    private static final String TENANT = "care";
    private static final int MEMBERS = 4;
    private static final int LINES = 18;
    private static final List<String> OWN =
            List.of("practice:write", "insight:read", "insight:write", "settings:read", "nudge:read", "nudge:write");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(Seeds.one(11));

    @TempDir
    private static Path data;

    private LocalStack stack;

    @BeforeAll
    void up() throws Exception {
        stack = QuietStack.in(data);
    }

    @AfterAll
    void down() {
        stack.close();
        client.close();
    }

    @Test
    void after_every_report_of_any_log_the_hold_and_the_draws_agree_with_the_naive_judge() throws Exception {
        int open = 0;
        int closed = 0;
        for (int member = 0; member < MEMBERS; member++) {
            var id = "m-" + member;
            var own = new Api(client, stack.tokens().forMember(TENANT, id, OWN, Duration.ofHours(1)));
            var integrator = new Api(
                    client,
                    stack.tokens()
                            .forMember(
                                    TENANT,
                                    "integrator",
                                    List.of("practice:write", "tenant:members"),
                                    Duration.ofHours(1)));
            var log = new CareLog(random);
            for (int i = 0; i < LINES; i++) {
                var line = log.next();
                if (line.sort() == CareLog.Sort.BOTH) {
                    log.lines().removeLast(); // one report says one or the other
                    continue;
                }
                if (line.sort() == CareLog.Sort.UNMARKED) {
                    log.lines().removeLast();
                    var refused = integrator.put(records(id, line), body(line));
                    assertThat(refused.status()).as("%s", refused.body()).isEqualTo(403);
                    continue;
                }
                var asOf = sent(own, id, line);

                boolean isOpen = log.isOpen();
                var as = "member %d, line %d: %s".formatted(member, i, log.lines());
                var care = own.get(stack.running().notifications() + "/v1/members/me/care?wait=30&minAsOf=" + asOf);
                assertThat(care.at("hold").equals("null")).as(as).isEqualTo(!isOpen);
                assertThat(isDrawn(own, asOf)).as(as).isEqualTo(!isOpen);
                open += isOpen ? 1 : 0;
                closed += isOpen ? 0 : 1;
            }
        }
        assertThat(open).isPositive();
        assertThat(closed).isPositive();
    }

    /** Chance may decide between two practices: an experiment is begun, or refused because a care matter is open. */
    private boolean isDrawn(Api own, String asOf) throws Exception {
        var experiments = stack.running().insight() + "/v1/members/me/self-experiments";
        var begun = own.post(
                experiments + "?wait=30&minAsOf=" + asOf, "{\"practices\": [\"back-body-breath\", \"savasana\"]}");
        if (begun.status() == 422) {
            assertThat(begun.at("errors", 0, "code")).as("%s", begun.body()).isEqualTo("CARE_OPEN");
            return false;
        }
        assertThat(begun.status()).as("%s", begun.body()).isEqualTo(201);
        assertThat(own.post(experiments + "/" + begun.at("id") + "/end", "{}").status())
                .isEqualTo(200);
        return true;
    }

    private String sent(Api own, String member, Line line) throws Exception {
        var path = records(member, line);
        var sent = write(own, path, line);
        // A machine that is busy: what may or may not be kept is sent again, and is the same then.
        for (int attempt = 1; attempt < 10 && sent.status() == 503; attempt++) {
            sent = write(own, path, line);
        }
        assertThat(sent.status()).as("%s %s", line, sent.body()).isIn(200, 201);
        return sent.at("asOf");
    }

    private static Api.Reply write(Api own, String path, Line line) throws Exception {
        return line.sort() == CareLog.Sort.DELETED
                ? own.delete(path + "?version=" + line.version())
                : own.put(path, body(line));
    }

    private String records(String member, Line line) {
        var kind = line.sort() == CareLog.Sort.OTHER ? "/tension-reports/app:" : "/symptom-reports/app:";
        return stack.running().session() + "/v1/members/" + member + kind + line.id();
    }

    private static String body(Line line) {
        var head = "\"version\": %d, \"at\": \"%s\", \"zone\": \"UTC\"".formatted(line.version(), line.claimed());
        return switch (line.sort()) {
            case OTHER -> "{" + head + ", \"tension\": [{\"region\": \"neck\", \"side\": \"both\", \"value\": 3}]}";
            case SYMPTOM, BOTH -> "{" + head + ", \"symptoms\": [{\"code\": \"" + line.code() + "\"}]}";
            case GONE -> "{" + head + ", \"statement\": \"gone-for-14-days\"}";
            case CHECKED, UNMARKED -> "{" + head + ", \"statement\": \"checked-by-professional\"}";
            case DELETED -> "";
        };
    }
}
