package org.paschima.notify.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Language;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.Receipt;
import org.paschima.contract.ZoneNames;
import org.paschima.contract.catalog.SymptomTier;
import org.paschima.contract.json.Json;

/** The inputs of a decision as its receipt holds them, and back. What the receipt itself says is not repeated. */
public final class InputsJson {

    private InputsJson() {}

    static Json.Obj write(Inputs in) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("decidedAt", text(in.decidedAt()));
        fields.put("statedZone", new Json.Str(in.statedZone().getId()));
        fields.put("consented", new Json.Bool(in.consented()));
        fields.put("enabled", new Json.Bool(in.enabled()));
        fields.put("pausedUntil", text(in.pausedUntil()));
        fields.put("snoozedUntil", text(in.snoozedUntil()));
        fields.put("restUntil", text(in.restUntil()));
        if (in.plannedRest()) {
            fields.put("plannedRest", new Json.Bool(true));
        }
        fields.put("quietHours", quietHours(in.quietHours()));
        fields.put("careHold", text(in.careHold()));
        fields.put("lastPractice", practice(in.lastPractice()));
        fields.put("sentIn24Hours", new Json.Num(in.sentIn24Hours()));
        fields.put("sentOnDate", new Json.Num(in.sentOnDate()));
        fields.put("sentIn7Days", new Json.Num(in.sentIn7Days()));
        fields.put("sentOn7Dates", new Json.Num(in.sentOn7Dates()));
        fields.put("lastSent", text(in.lastSent()));
        fields.put("caps", caps(in.caps()));
        fields.put("ignoredInARow", new Json.Num(in.ignoredInARow()));
        fields.put("actions", new Json.Str(in.actions()));
        fields.put("contexts", words(in.contexts()));
        fields.put("conditions", in.conditions() == null ? Json.Null.VALUE : words(in.conditions()));
        fields.put("lean", new Json.Num(in.lean()));
        // Left out where they say nothing: a receipt of before they were known reads back to the same bytes.
        if (in.recordZone() != null) {
            fields.put("recordZone", new Json.Str(in.recordZone().getId()));
        }
        if (in.breathOnly()) {
            fields.put("breathOnly", new Json.Bool(true));
        }
        if (!in.quietDays().isEmpty()) {
            fields.put("quietDays", QuietDaysJson.write(in.quietDays()));
        }
        if (in.language() != Language.EN) {
            fields.put("language", new Json.Str(in.language().tag()));
        }
        if (!in.lastContents().isEmpty()) {
            fields.put("lastContents", words(in.lastContents()));
        }
        if (!in.dismissed().isEmpty()) {
            fields.put("dismissed", words(in.dismissed()));
        }
        if (in.stopped()) {
            fields.put("stopped", new Json.Bool(true));
        }
        if (in.mostSeconds() != null) {
            fields.put("mostSeconds", new Json.Num(in.mostSeconds()));
        }
        if (in.effect() != null) {
            fields.put(
                    "effect",
                    pair(
                            "mean",
                            new Json.Num(in.effect().mean()),
                            "sd",
                            new Json.Num(in.effect().sd())));
        }
        if (in.meeting() != null) {
            fields.put("meeting", busy(in.meeting()));
        }
        if (in.postponedBy() != null) {
            fields.put("postponedBy", busy(in.postponedBy()));
        }
        var by = in.point().by();
        if (by != null) {
            fields.put("trigger", TriggeredJson.write(by));
        }
        return new Json.Obj(fields);
    }

    private static Json busy(Busy busy) {
        return pair("from", text(busy.from()), "until", text(busy.until()));
    }

    private static @Nullable Busy busy(@Nullable Json json) {
        return json instanceof Json.Obj(var busy) ? new Busy(time(busy, "from"), time(busy, "until")) : null;
    }

    /**
     * What a receipt says was looked at.
     *
     * @throws IllegalArgumentException if an input is missing or cannot be one
     * @throws java.time.DateTimeException if a time or a zone cannot be read
     */
    public static Inputs read(Receipt receipt) {
        var fields = receipt.inputs().fields();
        return new Inputs(
                new DecisionPoint(
                        receipt.slot(),
                        receipt.localDate(),
                        receipt.zone(),
                        receipt.instant().toInstant(),
                        TriggeredJson.read(receipt)),
                ZoneNames.known(text(fields, "statedZone")),
                time(fields, "decidedAt"),
                bool(fields, "consented"),
                bool(fields, "enabled"),
                instant(fields, "pausedUntil"),
                instant(fields, "snoozedUntil"),
                instant(fields, "restUntil"),
                bool(fields, "plannedRest"),
                fields.get("quietHours") instanceof Json.Obj(var hours)
                        ? new QuietHours(wallTime(hours, "from"), wallTime(hours, "to"))
                        : null,
                string(fields, "careHold") == null ? null : SymptomTier.valueOf(text(fields, "careHold")),
                fields.get("lastPractice") instanceof Json.Obj(var practice)
                        ? new RecentRecords.Practice(text(practice, "id"), time(practice, "from"), time(practice, "to"))
                        : null,
                integer(fields, "sentIn24Hours"),
                integer(fields, "sentOnDate"),
                integer(fields, "sentIn7Days"),
                integer(fields, "sentOn7Dates"),
                instant(fields, "lastSent"),
                fields.get("caps") instanceof Json.Obj(var caps)
                        ? new Caps(
                                integer(caps, "perDay"),
                                integer(caps, "per7Days"),
                                integer(caps, "minGapMinutes"),
                                integer(caps, "afterPracticeMinutes"))
                        : Caps.DEFAULT,
                integer(fields, "ignoredInARow"),
                text(fields, "actions"),
                strings(fields, "contexts"),
                fields.get("conditions") instanceof Json.Arr ? strings(fields, "conditions") : null,
                integer(fields, "lean"),
                string(fields, "recordZone") == null ? null : ZoneNames.known(text(fields, "recordZone")),
                bool(fields, "breathOnly"),
                QuietDaysJson.read(fields.get("quietDays")),
                Language.of(string(fields, "language")),
                strings(fields, "lastContents"),
                strings(fields, "dismissed"),
                bool(fields, "stopped"),
                fields.get("mostSeconds") instanceof Json.Num(var seconds) ? (Integer) (int) seconds : null,
                fields.get("effect") instanceof Json.Obj(var effect)
                        ? new Effect(number(effect, "mean"), number(effect, "sd"))
                        : null,
                busy(fields.get("meeting")),
                busy(fields.get("postponedBy")),
                receipt.run());
    }

    private static double number(Map<String, Json> fields, String name) {
        return fields.get(name) instanceof Json.Num(var value) ? value : Double.NaN;
    }

    private static Json text(@Nullable Object value) {
        return value == null ? Json.Null.VALUE : new Json.Str(value.toString());
    }

    private static Json words(@Nullable List<String> words) {
        return new Json.Arr(Objects.requireNonNull(words).stream()
                .map(w -> (Json) new Json.Str(w))
                .toList());
    }

    private static Json quietHours(@Nullable QuietHours hours) {
        return hours == null ? Json.Null.VALUE : pair("from", text(hours.from()), "to", text(hours.to()));
    }

    private static Json practice(RecentRecords.@Nullable Practice practice) {
        if (practice == null) {
            return Json.Null.VALUE;
        }
        var fields = new LinkedHashMap<String, Json>();
        fields.put("id", new Json.Str(practice.record()));
        fields.put("from", text(practice.start()));
        fields.put("to", text(practice.end()));
        return new Json.Obj(fields);
    }

    private static Json pair(String first, Json value, String second, Json other) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put(first, value);
        fields.put(second, other);
        return new Json.Obj(fields);
    }

    private static Json caps(Caps caps) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("perDay", new Json.Num(caps.perDay()));
        fields.put("per7Days", new Json.Num(caps.per7Days()));
        fields.put("minGapMinutes", new Json.Num(caps.minGapMinutes()));
        fields.put("afterPracticeMinutes", new Json.Num(caps.afterPracticeMinutes()));
        return new Json.Obj(fields);
    }

    private static @Nullable String string(Map<String, Json> fields, String name) {
        return fields.get(name) instanceof Json.Str(var value) ? value : null;
    }

    private static @Nullable Instant instant(Map<String, Json> fields, String name) {
        var text = string(fields, name);
        return text == null ? null : Instant.parse(text);
    }

    private static String text(Map<String, Json> fields, String name) {
        return present(string(fields, name), name);
    }

    private static Instant time(Map<String, Json> fields, String name) {
        return present(instant(fields, name), name);
    }

    private static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("the receipt says nothing of the input " + name);
        }
        return value;
    }

    private static LocalTime wallTime(Map<String, Json> fields, String name) {
        return LocalTime.parse(text(fields, name));
    }

    private static boolean bool(Map<String, Json> fields, String name) {
        return fields.get(name) instanceof Json.Bool(var value) && value;
    }

    private static int integer(Map<String, Json> fields, String name) {
        return fields.get(name) instanceof Json.Num(var value) ? (int) value : 0;
    }

    private static List<String> strings(Map<String, Json> fields, String name) {
        var words = new ArrayList<String>();
        if (fields.get(name) instanceof Json.Arr(var items)) {
            for (var item : items) {
                if (item instanceof Json.Str(var word)) {
                    words.add(word);
                }
            }
        }
        return words;
    }
}
