package org.paschima.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgeChannels;
import org.paschima.contract.json.Fields;

/** Where nudges go, in a plan and in the entries of the nudge log. Where nothing is chosen nothing is written. */
final class ChannelsCodec {

    private static final Map<String, NudgeChannel> KNOWN =
            Arrays.stream(NudgeChannel.values()).collect(Collectors.toMap(NudgeChannel::wire, Function.identity()));
    private static final String WHERE = "the channels: client, studio, web-push and e-mail";

    private ChannelsCodec() {}

    static NudgeChannels ofPlan(@Nullable Fields fields) {
        if (fields == null) {
            return NudgeChannels.ALL;
        }
        var slots = chosen(fields, "slots");
        var triggers = chosen(fields, "triggers");
        fields.end();
        return new NudgeChannels(slots, triggers);
    }

    private static Set<NudgeChannel> chosen(Fields fields, String kind) {
        if (fields.isEmptyArray(kind)) {
            fields.problem(kind, "REQUIRED", kind + " must name at least one channel; leave it out for all of them");
        }
        return read(fields, kind);
    }

    /** In what the log holds, a channel that is not known is left out; all if nothing else is named. */
    static Set<NudgeChannel> read(Fields fields, String name) {
        var channels = fields.codes(name, KNOWN.size(), KNOWN::containsKey, WHERE).stream()
                .filter(KNOWN::containsKey)
                .map(KNOWN::get)
                .collect(Collectors.toSet());
        return channels.isEmpty() ? NudgeChannel.ALL : channels;
    }

    static void write(JsonGenerator json, NudgeChannels channels) throws IOException {
        if (!channels.isAll()) {
            json.writeObjectFieldStart("channels");
            write(json, "slots", channels.slots());
            write(json, "triggers", channels.triggers());
            json.writeEndObject();
        }
    }

    static void write(JsonGenerator json, String name, Set<NudgeChannel> channels) throws IOException {
        if (!channels.equals(NudgeChannel.ALL)) {
            json.writeArrayFieldStart(name);
            for (var channel : channels) {
                json.writeString(channel.wire());
            }
            json.writeEndArray();
        }
    }
}
