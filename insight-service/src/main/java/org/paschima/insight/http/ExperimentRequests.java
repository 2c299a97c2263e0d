package org.paschima.insight.http;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Moment;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Problems;

/** What is asked for with self-experiments. A reader returns null exactly when something was added to the problems. */
final class ExperimentRequests {

    private static final int MOST_NOTE = 500;
    private static final Duration MOST_AHEAD = Duration.ofMinutes(10);

    private ExperimentRequests() {}

    record Begin(
            String first,
            String second,
            String region,
            @Nullable Moment moment,
            @Nullable String note) {}

    /** A draw; {@code at} is in whole seconds. */
    record Draw(Optional<String> drawId, Optional<Instant> at) {}

    static @Nullable Begin begin(Fields fields, Problems problems) {
        fields.require("practices");
        var practices = fields.codes("practices", 2, Catalog.v1()::hasPractice, "the practices of the catalogue");
        if (problems.isEmpty() && practices.size() != 2) {
            fields.problem("practices", "RANGE", "practices must be two different ones");
        }
        var region = fields.code("region", RegionParameter::isRegion, "primary and the regions of the catalogue");
        var moment = fields.oneOf("moment", Moment.values(), Moment::wire);
        var note = fields.text("note", MOST_NOTE);
        fields.end();
        return problems.isEmpty()
                ? new Begin(
                        practices.getFirst(),
                        practices.getLast(),
                        region == null ? RegionParameter.PRIMARY : region,
                        moment,
                        note)
                : null;
    }

    static @Nullable Draw draw(Fields fields, Problems problems, Instant now) {
        var drawId = fields.identifier("drawId");
        var at = fields.instant("at");
        if (at != null && at.toInstant().isAfter(now.plus(MOST_AHEAD))) {
            fields.problem("at", "RANGE", "at must not be more than 10 minutes in the future");
        }
        fields.end();
        return problems.isEmpty()
                ? new Draw(
                        Optional.ofNullable(drawId),
                        Optional.ofNullable(at).map(time -> time.toInstant().truncatedTo(ChronoUnit.SECONDS)))
                : null;
    }

    /** No fields are read. */
    static @Nullable List<String> nothing(Fields fields, Problems problems) {
        fields.end();
        return problems.isEmpty() ? List.of() : null;
    }
}
