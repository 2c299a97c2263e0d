package org.paschima.localstack;

import com.microsoft.playwright.Route;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Locale;

/**
 * A member who told of every day that is asked for, as much as there can be: answers in the place of insight-service, which
 * would have to be told of ten years first.
 */
final class LongTrend {

    static final String ASKED = "**/v1/members/me/trends?*";

    private LongTrend() {}

    static void answer(Route route) {
        var query = URI.create(route.request().url()).getQuery();
        var from = LocalDate.parse(query.replaceAll(".*from=([0-9-]+).*", "$1"));
        var to = LocalDate.parse(query.replaceAll(".*to=([0-9-]+).*", "$1"));
        var buckets = new ArrayList<String>();
        var curve = new ArrayList<String>();
        var practices = new ArrayList<String>();
        var plan = new ArrayList<String>();
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            double value = 5 + 3 * Math.sin(day.toEpochDay() / 40.0);
            buckets.add(String.format(
                    Locale.ROOT,
                    "{\"localDate\":\"%s\",\"n\":2,\"mean\":%.2f,\"min\":%.2f,\"max\":%.2f}",
                    day,
                    value,
                    value - 1,
                    value + 1));
            curve.add(String.format(
                    Locale.ROOT,
                    "{\"localDate\":\"%s\",\"value\":%.2f,\"effectiveReports\":9.5,\"low\":%.2f,\"high\":%.2f}",
                    day,
                    value,
                    value - 0.6,
                    value + 0.6));
            practices.add("{\"localDate\":\"" + day
                    + "\",\"minutes\":5,\"practices\":[{\"practice\":\"savasana\",\"minutes\":5}]}");
            if (day.getDayOfMonth() == 1) {
                plan.add("{\"localDate\":\"" + day + "\",\"changes\":1}");
            }
        }
        route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody("{\"from\":\"" + from + "\",\"to\":\"" + to
                        + "\",\"series\":[{\"region\":\"neck\",\"side\":\"any\",\"buckets\":" + buckets + ",\"curve\":"
                        + curve + "}],\"practices\":" + practices + ",\"plan\":" + plan
                        + ",\"revision\":\"1\",\"asOf\":\"0:1\"}"));
    }
}
