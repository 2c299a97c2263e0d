package org.paschima.localstack;

import com.microsoft.playwright.Route;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A member who told of every day that is asked for, as much as there can be: answers in the place of insight-service, which
 * would have to be told of ten years first.
 */
final class LongTrend {

    static final String ASKED = "**/v1/members/me/trends/columns?*";

    private LongTrend() {}

    static void answer(Route route) {
        var query = URI.create(route.request().url()).getQuery();
        var from = LocalDate.parse(query.replaceAll(".*from=([0-9-]+).*", "$1"));
        var to = LocalDate.parse(query.replaceAll(".*to=([0-9-]+).*", "$1"));
        var columns = new TreeMap<String, List<String>>();
        var minutes = new ArrayList<String>();
        var plan = new ArrayList<String>();
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            double value = 5 + 3 * Math.sin(day.toEpochDay() / 40.0);
            add(columns, "n", 2);
            add(columns, "mean", value);
            add(columns, "value", value);
            add(columns, "low", value - 0.6);
            add(columns, "high", value + 0.6);
            minutes.add("5");
            if (day.getDayOfMonth() == 1) {
                plan.add("{\"localDate\":\"" + day + "\",\"changes\":1}");
            }
        }
        var series = new StringBuilder("{\"region\":\"neck\",\"side\":\"any\"");
        columns.forEach((name, column) -> series.append(",\"" + name + "\":" + column));
        route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody("{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"series\":[" + series
                        + "}],\"practices\":[{\"practice\":\"savasana\",\"minutes\":" + minutes + "}],\"plan\":" + plan
                        + ",\"revision\":\"1\",\"asOf\":\"0:1\"}"));
    }

    private static void add(Map<String, List<String>> columns, String name, double value) {
        columns.computeIfAbsent(name, _ -> new ArrayList<>())
                .add(BigDecimal.valueOf(value)
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .toString());
    }
}
