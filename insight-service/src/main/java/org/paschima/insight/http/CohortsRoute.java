package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Identifiers;
import org.paschima.contract.json.JsonWriter;
import org.paschima.http.AnswerJson;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.cohort.Band;
import org.paschima.insight.domain.cohort.Numbers;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.insight.studio.CohortReads;

/** How members of a group who share with the teacher are, week by week, above the privacy floor (domain.md §5.5). */
final class CohortsRoute {

    static final String PATH = "/v1/studio/cohorts";
    static final String GROUPS = "/v1/studio/groups";
    static final String SCOPE = "studio:read";

    private static final int USUAL_DAYS = 84;
    private static final int MOST_DAYS = 366;

    /** Where a date ends last: no zone of the database is further behind than 12 hours, but a fixed offset may be. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-14);

    private final CohortReads cohorts;
    private final InstantSource clock;

    CohortsRoute(CohortReads cohorts, InstantSource clock) {
        this.cohorts = cohorts;
        this.clock = clock;
    }

    List<Route> routes(FreshRoute fresh) {
        return List.of(fresh.studio(PATH, SCOPE, this::cohorts), fresh.studio(GROUPS, SCOPE, this::groups));
    }

    /** Groups to choose from: those that are told of, and no other name (docs/adr/0057). */
    private FreshRoute.Query groups(String tenant, QueryParameters parameters) {
        var today = LocalDate.ofInstant(clock.instant(), LAST_ZONE);
        var range = DayRange.of(parameters, today, USUAL_DAYS, MOST_DAYS);
        return () -> {
            var told = cohorts.groups(tenant, IsoWeek.of(range.from()), IsoWeek.of(range.to()), today);
            return FreshRoute.ofStudio(json -> {
                AnswerJson.days(json, range.from(), range.to());
                json.writeArrayFieldStart("items");
                for (var group : told.entrySet()) {
                    json.writeStartObject();
                    json.writeStringField("group", group.getKey());
                    json.writeNumberField("weeks", group.getValue());
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        };
    }

    private FreshRoute.Query cohorts(String tenant, QueryParameters parameters) {
        var today = LocalDate.ofInstant(clock.instant(), LAST_ZONE);
        var range = DayRange.of(parameters, today, USUAL_DAYS, MOST_DAYS);
        var group = parameters
                .text("group", Identifiers::isIdentifier, "must be a group: 1 to 64 of A-Z a-z 0-9 . _ -")
                .orElse(null);
        return () -> {
            var weeks = cohorts.weeks(tenant, group, IsoWeek.of(range.from()), IsoWeek.of(range.to()), today);
            return FreshRoute.ofStudio(json -> write(json, group, weeks));
        };
    }

    private static void write(JsonGenerator json, @Nullable String group, List<CohortReads.Week> weeks)
            throws IOException {
        json.writeStringField("group", group);
        json.writeArrayFieldStart("items");
        for (var each : weeks) {
            json.writeStartObject();
            json.writeStringField("week", each.week().label());
            AnswerJson.days(json, each.week().monday(), each.week().sunday());
            var numbers = each.numbers().orElse(null);
            json.writeBooleanField("suppressed", numbers == null);
            if (numbers == null) {
                json.writeStringField("reason", each.isClosed() ? "PRIVACY_FLOOR" : "NOT_CLOSED");
            } else {
                write(json, numbers);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Numbers numbers) throws IOException {
        json.writeNumberField("members", numbers.members());
        json.writeFieldName("mean");
        JsonWriter.number(json, numbers.mean());
        json.writeArrayFieldStart("cells");
        for (int i = 0; i < Band.ALL.size(); i++) {
            var band = Band.ALL.get(i);
            var count = numbers.bands().get(i);
            json.writeStartObject();
            json.writeNumberField("from", band.low());
            json.writeNumberField("to", band.high());
            if (count == null) {
                json.writeBooleanField("suppressed", true);
            } else {
                json.writeNumberField("members", count);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
