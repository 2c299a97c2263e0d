package org.paschima.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** What members ask insight-service, about so many members that each query reads other days. */
final class Queries {

    private static final int REQUESTS = 3_000;

    /** A compiler that still works takes the second core, and a question in a hundred waits for it. */
    private static final int WARM_UPS = 6;

    /** Of each of the other questions, of a member; of a whole studio. */
    private static final int FEWER = 600;

    private static final int FEW = 50;

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

    /** The other questions by name; each is a path below the member's. */
    private static Map<String, String> others() {
        var to = "to=" + Histories.LAST_DAY;
        var questions = new LinkedHashMap<String, String>();
        questions.put("trend of one year by month", "/trends?region=upper-back&granularity=month&" + year());
        questions.put("verdict", "/verdict?" + to);
        questions.put("looks of 90 days", "/looks?from=" + Histories.LAST_DAY.minusDays(90) + "&" + to);
        questions.put("patterns", "/patterns?" + to);
        questions.put("what helps", "/helps?" + to);
        questions.put("habit and variety", "/habit?" + to);
        questions.put("balance of one year", "/balance?" + year());
        questions.put("summary", "/summary?" + to);
        return questions;
    }

    private static String year() {
        var to = Histories.LAST_DAY;
        return "from=" + to.minusDays(Histories.DAYS - 1L) + "&to=" + to;
    }

    /** Asks all of a member's questions, so that what is measured first is compiled as well as what is measured last. */
    void warmUp() throws Exception {
        for (int pass = 0; pass < WARM_UPS; pass++) {
            ask(trend(), 8, REQUESTS);
            for (var question : others().values()) {
                ask(question, 8, FEWER);
            }
        }
    }

    void run(int among) throws Exception {
        for (int connections : new int[] {1, 8}) {
            run("trend of one year", ofSomeMember(trend()), connections, REQUESTS, among);
        }
        for (var question : others().entrySet()) {
            run(question.getKey(), ofSomeMember(question.getValue()), 1, FEWER, among);
        }
        var weeks = "/v1/studio/cohorts?to=" + Histories.LAST_DAY;
        if (among == members) { // later they are released already
            run("cohorts of twelve weeks, first asked", () -> weeks, 1, 1, among);
        }
        run("cohorts of twelve weeks, again", () -> weeks, 1, FEW, among);
    }

    /** Of ten years: one year of them, and all of them of many regions. */
    void runDecades(List<String> regions) throws Exception {
        for (int round = 0; round < 2; round++) { // the first is the warm-up
            run(
                    "trend of one of ten years",
                    () -> "/v1/members/" + Histories.DECADE.member() + trend(),
                    1,
                    REQUESTS / 2,
                    members);
            var from = Histories.LAST_DAY.minusDays(Histories.DECADE_DAYS - 1L);
            var all = "/v1/members/" + Histories.MANY_REGIONS.member() + "/trends?region="
                    + String.join("&region=", regions) + "&from=" + from + "&to=" + Histories.LAST_DAY;
            run("trend of ten years, " + regions.size() + " regions", () -> all, 1, FEW, members);
        }
    }

    /** Of a year of one region, below the member's path. */
    static String trend() {
        return "/trends?region=upper-back&" + year();
    }

    private Supplier<String> ofSomeMember(String path) {
        return () -> "/v1/members/m-%04d%s".formatted(1 + random.nextInt(members), path);
    }

    private HttpLoad.Result ask(String question, int connections, int requests) throws Exception {
        return ask(ofSomeMember(question), connections, requests);
    }

    private HttpLoad.Result ask(Supplier<String> path, int connections, int requests) throws Exception {
        return load.run(
                connections, requests, 200, _ -> new HttpLoad.Call(HttpMethod.GET, path.get(), Buffer.buffer()));
    }

    private void run(String what, Supplier<String> path, int connections, int requests, int among) throws Exception {
        var cpu = insight.cpu();
        var mongoCpu = Child.cpu(mongod);
        var result = ask(path, connections, requests);
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
