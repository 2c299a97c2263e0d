package org.paschima.notify.mongo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.ZoneNames;
import org.paschima.notify.domain.Report;
import org.paschima.notify.domain.Reports;
import org.paschima.notify.domain.Reports.Episode;

/** What is remembered of a member's reports, as a part of the member's document. What says nothing is left out. */
final class ReportDocuments {

    private ReportDocuments() {}

    static Document write(Reports reports) {
        var written = new ArrayList<Document>();
        reports.byRecord().forEach((record, report) -> written.add(report(record, report)));
        var first = reports.first();
        return new Document("byRecord", written)
                .append("answered", reports.answered())
                .append(
                        "first",
                        first == null
                                ? null
                                : new Document("date", first.date().toString()).append("offset", first.offset()));
    }

    private static Document report(String record, Report report) {
        var document = MemberDocument.rank(report.rank())
                .append("record", record)
                .append("at", report.at().toString())
                .append("date", report.date().toString())
                .append("offset", report.offset());
        if (report.zone() != null) {
            document.append("zone", report.zone().getId());
        }
        if (report.tension() != Report.NONE) {
            document.append("tension", report.tension());
        }
        if (report.pain() != Report.NONE) {
            document.append("pain", report.pain());
        }
        flag(document, "rose", report.rose());
        flag(document, "wings", report.wings());
        flag(document, "symptom", report.symptom());
        return document;
    }

    private static void flag(Document document, String name, boolean is) {
        if (is) {
            document.append(name, true);
        }
    }

    /** A document of the version before has none. */
    static Reports read(@Nullable Document document) {
        if (document == null) {
            return Reports.NONE;
        }
        var byRecord = new TreeMap<String, Report>();
        for (var report : document.getList("byRecord", Document.class)) {
            byRecord.put(report.getString("record"), report(report));
        }
        var first = document.get("first", Document.class);
        return new Reports(
                byRecord,
                document.getLong("answered"),
                first == null ? null : new Episode(LocalDate.parse(first.getString("date")), first.getLong("offset")));
    }

    private static Report report(Document report) {
        var zone = report.getString("zone");
        return new Report(
                MemberDocument.rank(report),
                MemberDocument.at(report, "at"),
                LocalDate.parse(report.getString("date")),
                report.getLong("offset"),
                zone == null ? null : ZoneNames.known(zone),
                report.getInteger("tension", Report.NONE),
                report.getInteger("pain", Report.NONE),
                report.getBoolean("rose", false),
                report.getBoolean("wings", false),
                report.getBoolean("symptom", false));
    }
}
