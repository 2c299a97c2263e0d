package org.paschima.notify.http;

import io.vertx.core.Future;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.Channel;

/** On which ways nudges reach somebody, and what each can do. */
final class ChannelRoute {

    private ChannelRoute() {}

    static Route route() {
        return Route.get("/v1/channels", ChannelRoute::show).scope("nudge:read");
    }

    private static Future<Answer> show(Call call) {
        QueryParameters.refuseAny(call);
        return Future.succeededFuture(Answer.ok(json -> {
            json.writeArrayFieldStart("items");
            for (var channel : Channel.all()) {
                json.writeStartObject();
                json.writeStringField("name", channel.label());
                json.writeBooleanField("withdraws", channel.withdraws());
                json.writeBooleanField("acknowledges", channel.acknowledges());
                json.writeBooleanField("expires", channel.expires());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }
}
