package org.paschima.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** What members ask insight-service, about so many members that each query reads other days. */
final class Queries {

    private static final int REQUESTS = 3_000;
    private static final int WARM_UP = 1_000;

    private final HttpLoad load;
    private final Child insight;
    private final long mongod;
    private final int members;
    private final Random random = new Random(1);

    /**
     * @param members those that are asked about are {@code m-0001} up to this number
     */
    Queries(HttpLoad load, Child insight, long mongod, int members) {
        this.load = load;
        this.insight = insight;
        this.mongod = mongod;
        this.members = members;
    }

    /** The questions by name; each is a path below the member's. */
    private static Map<String, String> questions() {
        var to = Histories.LAST_DAY;
        var year = "from=" + to.minusDays(Histories.DAYS - 1L) + "&to=" + to;
        var questions = new LinkedHashMap<String, String>();
        questions.put("trend of one year", "/trends?region=upper-back&" + year);
        return questions;
    }

    void run(int among) throws Exception {
        for (var question : questions().entrySet()) {
            run("warm-up", question.getValue(), 8, WARM_UP, among);
            for (int connections : new int[] {1, 8}) {
                run(question.getKey(), question.getValue(), connections, REQUESTS, among);
            }
        }
    }

    private void run(String what, String path, int connections, int requests, int among) throws Exception {
        var cpu = insight.cpu();
        var mongoCpu = Child.cpu(mongod);
        var result = load.run(
                connections,
                requests,
                200,
                _ -> new HttpLoad.Call(
                        HttpMethod.GET,
                        "/v1/members/m-%04d%s".formatted(1 + random.nextInt(members), path),
                        Buffer.buffer()));
        if (what.equals("warm-up")) {
            return;
        }
        System.out.printf(
                "%s, among %,d members, %d connections: p50 %.2f ms, p99 %.2f ms, %,.0f/s; CPU ms each: %.2f insight-service, %.2f mongod; %,d refused%n",
                what,
                among,
                connections,
                result.latencies().millis(0.5),
                result.latencies().millis(0.99),
                result.perSecond(),
                insight.cpu().minus(cpu).toNanos() / 1e6 / requests,
                Child.cpu(mongod).minus(mongoCpu).toNanos() / 1e6 / requests,
                result.refused());
    }
}
