package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.paschima.http.AnswerJson;
import org.paschima.http.Route;
import org.paschima.insight.store.ParkedRecords;
import org.paschima.insight.store.ParkedRecords.Parked;
import org.paschima.insight.store.ParkedRecords.Reason;
import org.paschima.log.Reach;

/** Whether all that a studio's members sent is in what is answered: up to when, and what was set aside (docs/adr/0069). */
final class FoldRoute {

    static final String PATH = "/v1/studio/fold";
    static final String SCOPE = "studio:read";

    private final Supplier<CompletionStage<Reach>> reach;
    private final ParkedRecords parked;

    FoldRoute(Supplier<CompletionStage<Reach>> reach, ParkedRecords parked) {
        this.reach = reach;
        this.parked = parked;
    }

    Route route(FreshRoute fresh) {
        return fresh.studioAfter(PATH, SCOPE, () -> Future.fromCompletionStage(reach.get()), (tenant, known) -> () -> {
            var aside = parked.of(tenant);
            return FreshRoute.ofStudio(json -> write(json, known, aside));
        });
    }

    private static void write(JsonGenerator json, Reach reach, Parked parked) throws IOException {
        AnswerJson.instant(json, "foldedTo", reach.foldedTo().truncatedTo(ChronoUnit.MILLIS));
        json.writeNumberField("behindSeconds", reach.behind().toSeconds());
        json.writeObjectFieldStart("parked");
        json.writeNumberField("count", Math.min(parked.count(), ParkedRecords.MOST_COUNTED));
        json.writeBooleanField("isMore", parked.isMore());
        // to the hour: of a single record the second would tell when a member did something
        AnswerJson.instant(
                json,
                "latest",
                parked.latest().map(at -> at.truncatedTo(ChronoUnit.HOURS)).orElse(null));
        json.writeArrayFieldStart("reasons");
        for (var reason : Reason.values()) {
            if (parked.byReason().containsKey(reason)) {
                json.writeString(reason.name());
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
