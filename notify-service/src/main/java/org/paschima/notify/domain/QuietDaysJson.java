package org.paschima.notify.domain;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgePlan.QuietDays;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.json.Json;

/** Quiet hours by days of the week, as the inputs of a receipt hold them. */
final class QuietDaysJson {

    private QuietDaysJson() {}

    static Json write(List<QuietDays> all) {
        var written = new ArrayList<Json>();
        for (var each : all) {
            var fields = new LinkedHashMap<String, Json>();
            fields.put(
                    "days",
                    new Json.Arr(each.days().stream()
                            .map(day -> (Json) new Json.Str(day.name()))
                            .toList()));
            if (each.hours() != null) {
                fields.put("from", new Json.Str(each.hours().from().toString()));
                fields.put("to", new Json.Str(each.hours().to().toString()));
            }
            written.add(new Json.Obj(fields));
        }
        return new Json.Arr(written);
    }

    static List<QuietDays> read(@Nullable Json json) {
        var read = new ArrayList<QuietDays>();
        if (json instanceof Json.Arr(var items)) {
            for (var item : items) {
                if (item instanceof Json.Obj of) {
                    read.add(ofDays(of));
                }
            }
        }
        return read;
    }

    private static QuietDays ofDays(Json.Obj of) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        if (of.fields().get("days") instanceof Json.Arr(var names)) {
            for (var name : names) {
                if (name instanceof Json.Str(var day)) {
                    days.add(DayOfWeek.valueOf(day));
                }
            }
        }
        boolean isSome =
                of.fields().get("from") instanceof Json.Str && of.fields().get("to") instanceof Json.Str;
        return new QuietDays(days, isSome ? new QuietHours(time(of, "from"), time(of, "to")) : null);
    }

    private static LocalTime time(Json.Obj of, String name) {
        return of.fields().get(name) instanceof Json.Str(var text) ? LocalTime.parse(text) : LocalTime.MIDNIGHT;
    }
}
