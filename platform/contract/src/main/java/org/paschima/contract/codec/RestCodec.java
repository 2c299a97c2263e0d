package org.paschima.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Rest;
import org.paschima.contract.json.Fields;

/** Planned rest as two fields of the profile: {@code restDays} and {@code away}; what is empty is left out. */
final class RestCodec {

    private static final Map<String, DayOfWeek> WEEKDAYS =
            Arrays.stream(DayOfWeek.values()).collect(Collectors.toMap(RestCodec::wire, Function.identity()));

    private RestCodec() {}

    private static String wire(DayOfWeek weekday) {
        return weekday.name().toLowerCase(Locale.ROOT);
    }

    static Rest read(Fields fields) {
        var weekdays = weekdays(fields, "restDays");
        List<Rest.Away> away = fields.objects("away", Rest.MOST_AWAY, RestCodec::away);
        return new Rest(weekdays, away);
    }

    /** Days of the week; in what the log holds, one that is not known is left out. */
    static Set<DayOfWeek> weekdays(Fields fields, String name) {
        return fields
                .codes(name, WEEKDAYS.size(), WEEKDAYS::containsKey, "the weekdays, as saturday and sunday")
                .stream()
                .filter(WEEKDAYS::containsKey)
                .map(WEEKDAYS::get)
                .collect(Collectors.toSet());
    }

    static void writeWeekdays(JsonGenerator json, String name, Set<DayOfWeek> weekdays) throws IOException {
        json.writeArrayFieldStart(name);
        for (var weekday : weekdays) {
            json.writeString(wire(weekday));
        }
        json.writeEndArray();
    }

    private static Rest.@Nullable Away away(Fields fields) {
        fields.require("from");
        var from = fields.date("from");
        fields.require("to");
        var to = fields.date("to");
        if (from == null || to == null) {
            return null;
        }
        if (to.isBefore(from)) {
            fields.problem("to", "RANGE", "to must not be before from");
            return null;
        }
        return new Rest.Away(from, to);
    }

    static void write(JsonGenerator json, Rest rest) throws IOException {
        if (!rest.weekdays().isEmpty()) {
            writeWeekdays(json, "restDays", rest.weekdays());
        }
        if (!rest.away().isEmpty()) {
            json.writeArrayFieldStart("away");
            for (var range : rest.away()) {
                json.writeStartObject();
                json.writeStringField("from", range.from().toString());
                json.writeStringField("to", range.to().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
