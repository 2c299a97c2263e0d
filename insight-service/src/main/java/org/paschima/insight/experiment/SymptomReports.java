package org.paschima.insight.experiment;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.RecordKind;
import org.paschima.contract.codec.Decoded;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.WireName;
import org.paschima.insight.history.KeptRecord;
import org.paschima.insight.history.MemberHistory;
import org.paschima.insight.history.MemberHistory.RecordsWanted;
import org.paschima.insight.history.PageMark;

/** The surviving symptom reports of a member, of all time: a symptom holds until the member says otherwise, however old. */
final class SymptomReports {

    private static final LocalDate FIRST_DAY = LocalDate.of(1999, 12, 31);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 30);
    private static final int PAGE = 1_000;
    private static final byte[] TYPE =
            WireName.of(RecordKind.SYMPTOM_REPORT).type().getBytes(StandardCharsets.UTF_8);

    private SymptomReports() {}

    static List<SymptomReport> of(MemberHistory history, MemberId member) {
        var reports = new ArrayList<SymptomReport>();
        Optional<PageMark> after = Optional.empty();
        do {
            var page = history.records(
                            member,
                            new RecordsWanted(FIRST_DAY, LAST_DAY, Optional.of(RecordKind.SYMPTOM_REPORT), after, PAGE))
                    .content();
            page.records().forEach(record -> reports.add(report(member, record)));
            after = page.next();
        } while (after.isPresent());
        return reports;
    }

    /** It was decoded when it was folded, so it decodes again; else nothing may be concluded. */
    private static SymptomReport report(MemberId member, KeptRecord record) {
        var decoded = FactCodec.decode(
                member.key().getBytes(StandardCharsets.UTF_8),
                name -> name.equals("ce_type") ? TYPE : null,
                record.json());
        if (decoded instanceof Decoded.Known(var _, Fact.Recorded(SymptomReport report, var _))) {
            return report;
        }
        throw new IllegalStateException("a stored symptom report cannot be decoded any more");
    }
}
