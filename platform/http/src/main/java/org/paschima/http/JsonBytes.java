package org.paschima.http;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** JSON made into bytes, with the length of what an entity tag is taken over. */
final class JsonBytes {
    private static final JsonFactory JSON = new JsonFactory();

    private final Pieces bytes = new Pieces();
    private int tagged;

    static JsonBytes of(Answer.Json answer) throws IOException {
        var written = new JsonBytes();
        try (var json = JSON.createGenerator((OutputStream) written.bytes)) {
            if (answer.isObject()) {
                json.writeStartObject();
                answer.content().writeTo(json);
                json.flush();
                written.tagged = written.bytes.size();
                var asOf = answer.asOf();
                if (asOf != null) {
                    json.writeStringField("asOf", asOf);
                }
                json.writeEndObject();
            } else {
                answer.content().writeTo(json);
            }
        }
        written.tagged = answer.isObject() ? written.tagged : written.bytes.size();
        return written;
    }

    static byte[] of(Problem problem, @Nullable String traceId) throws IOException {
        var written = new JsonBytes();
        try (var json = JSON.createGenerator((OutputStream) written.bytes)) {
            problem.writeTo(json, traceId);
        }
        return written.toArray();
    }

    Pieces pieces() {
        return bytes;
    }

    byte[] toArray() {
        return bytes.toArray();
    }

    String tag() {
        return tagOf(bytes, tagged);
    }

    static String tagOf(Pieces body) {
        return tagOf(body, body.size());
    }

    private static String tagOf(Pieces body, int length) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            body.digest(length, digest);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
            return "W/\"" + text.substring(0, 22) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static Pieces gzip(Pieces body) throws IOException {
        var packed = new Pieces();
        try (var gzip = new FastGzip(packed)) {
            body.writeTo(gzip);
        }
        return packed;
    }

    /** On an event loop a little size is given up for a lot of time. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 8 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
