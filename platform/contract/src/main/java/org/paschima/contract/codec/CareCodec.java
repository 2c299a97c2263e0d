package org.paschima.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact.CareDismissed;
import org.paschima.contract.LogPosition;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Problems;

/** Reads and writes that a member goes on after a check was suggested. */
public final class CareCodec {

    private CareCodec() {}

    /** What a request's body says; without {@code at} it is now. Calls {@code fields.end()}. */
    public static @Nullable CareDismissed request(Fields fields, Instant now, Problems problems) {
        int before = problems.size();
        var at = HeadReader.instant(fields, "at", now);
        var through = through(fields);
        fields.end();
        return problems.size() > before
                ? null
                : new CareDismissed(at == null ? now.atOffset(ZoneOffset.UTC) : at, through);
    }

    static @Nullable CareDismissed dismissed(Fields fields, Problems problems) {
        fields.require("at");
        var at = fields.instant("at");
        var through = through(fields);
        return at == null || !problems.isEmpty() ? null : new CareDismissed(at, through);
    }

    private static @Nullable LogPosition through(Fields fields) {
        var text = fields.text("through", CareCodec::holdsAFact, "a position as asOf of a read gives it, as 3:1042");
        return text == null ? null : LogPosition.parse(text).orElseThrow();
    }

    private static boolean holdsAFact(String text) {
        return LogPosition.parse(text)
                .filter(position -> position.offset() >= 0)
                .isPresent();
    }

    static void write(JsonGenerator json, CareDismissed dismissed) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", WireTime.of(dismissed.at()));
        var through = dismissed.through();
        RecordWriter.text(json, "through", through == null ? null : through.text());
        json.writeEndObject();
    }
}
