package org.paschima.session.http;

import java.util.Locale;
import java.util.regex.Pattern;
import org.paschima.http.Route;

/** How the results of a batch are written. */
enum BatchForm {
    LINES(BatchRoute.NDJSON, "", "\n", "\n"),
    ARRAY(Route.JSON, "[", ",\n", "]");

    private final String contentType;
    private final String start;
    private final String between;
    private final String end;

    BatchForm(String contentType, String start, String between, String end) {
        this.contentType = contentType;
        this.start = start;
        this.between = between;
        this.end = end;
    }

    /** The form of the request, unless the client accepts only the other one. */
    static BatchForm of(String accept, boolean isArray) {
        var accepted = accept.toLowerCase(Locale.ROOT);
        boolean takesAny = accepted.contains("*/*") || accepted.contains("application/*");
        boolean takesLines = takesAny
                || accepted.contains("ndjson")
                || accepted.contains("jsonl")
                || accepted.contains("json-lines");
        boolean takesArray = takesAny
                || Pattern.compile("(application|text)/json(?![-a-z])")
                        .matcher(accepted)
                        .find();
        if (isArray) {
            return takesArray || !takesLines ? ARRAY : LINES;
        }
        return takesLines || !takesArray ? LINES : ARRAY;
    }

    String contentType() {
        return contentType;
    }

    String start() {
        return start;
    }

    String between() {
        return between;
    }

    String end() {
        return end;
    }
}
