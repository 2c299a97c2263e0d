package org.paschima.insight.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Side;

/**
 * Lines under columns that stay: new ones are added at the end only. RFC 4180: CRLF, quotes where they are needed. A text
 * that a spreadsheet would take for a formula is led by an apostrophe; numbers are written as they are, negative ones too.
 */
final class CsvLines {

    /** The columns, in their order. */
    enum Column {
        LOCAL_DATE("localDate"),
        AT("at"),
        ENDED_AT("endedAt"),
        ZONE("zone"),
        RECORD_ID("recordId"),
        KIND("kind"),
        VERSION("version"),
        ENTRY("entry"),
        PHASE("phase"),
        NAME("name"),
        SIDE("side"),
        VALUE("value"),
        UNIT("unit"),
        METHOD("method"),
        INSTRUMENT("instrument"),
        QUALITY("quality"),
        POSITION("position"),
        CONTEXT("context"),
        MOMENT("moment"),
        CUES("cues"),
        NOTE("note"),
        ACTIVITY("activity"),
        LABEL("label");

        private final String header;

        Column(String header) {
            this.header = header;
        }

        String header() {
            return header;
        }
    }

    /** Some spreadsheets take the full-width forms for the same. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final Writer out;
    private final Map<Column, String> line = new EnumMap<>(Column.class);

    CsvLines(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    void header() throws IOException {
        for (var column : Column.values()) {
            line.put(column, column.header());
        }
        endLine();
    }

    void flush() throws IOException {
        out.flush();
    }

    void side(Side side) {
        set(Column.SIDE, side.wire());
    }

    void set(Column column, @Nullable String value) {
        if (value != null) {
            line.put(column, value);
        }
    }

    void number(Column column, @Nullable Number value) {
        set(
                column,
                value == null
                        ? null
                        : BigDecimal.valueOf(value.doubleValue())
                                .stripTrailingZeros()
                                .toPlainString());
    }

    /** A text that somebody else chose. */
    void text(Column column, @Nullable String value) {
        boolean looksLikeFormula = value != null && !value.isEmpty() && BEGINS_FORMULA.indexOf(value.charAt(0)) >= 0;
        set(column, looksLikeFormula ? "'" + value : value);
    }

    void endLine() throws IOException {
        for (var column : Column.values()) {
            if (column != Column.LOCAL_DATE) {
                out.write(',');
            }
            var value = line.getOrDefault(column, "");
            out.write(needsQuotes(value) ? '"' + value.replace("\"", "\"\"") + '"' : value);
        }
        out.write("\r\n");
        line.clear();
    }

    private static boolean needsQuotes(String value) {
        return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    }
}
