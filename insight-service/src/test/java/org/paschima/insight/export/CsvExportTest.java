package org.paschima.insight.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.export.ExportFixture.exported;
import static org.paschima.insight.export.ExportFixture.headAt;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Method;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.RecordHead;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.ZoneNames;

class CsvExportTest {

    private static final String HEADER =
            "localDate,at,endedAt,zone,recordId,kind,version,entry,phase,name,side,value,unit,method,instrument,"
                    + "quality,position,context,moment,cues,note,activity,label";
    private static final String AT = "2026-03-02T10:00:00+01:00";

    private static List<String> lines(String csv) {
        assertThat(csv).endsWith("\r\n");
        return Arrays.asList(csv.split("\r\n", -1));
    }

    @Test
    void a_report_has_a_line_for_each_rating() throws Exception {
        var report = new TensionReport(
                headAt("app:r-1", AT),
                List.of(new Tension("neck", Side.BOTH, 5), new Tension("shoulder", Side.LEFT, 7)),
                4,
                List.of(new Tension("neck", Side.RIGHT, 2)),
                Moment.STRESS);

        assertThat(lines(exported(ExportFormat.CSV, report)))
                .containsExactly(
                        HEADER,
                        "2026-03-02,2026-03-02T10:00:00+01:00,,Europe/Berlin,app:r-1,tension-report,3,tension,,neck,both,5,,,,,,,stress,,,,",
                        "2026-03-02,2026-03-02T10:00:00+01:00,,Europe/Berlin,app:r-1,tension-report,3,tension,,shoulder,left,7,,,,,,,stress,,,,",
                        "2026-03-02,2026-03-02T10:00:00+01:00,,Europe/Berlin,app:r-1,tension-report,3,pain,,neck,right,2,,,,,,,stress,,,,",
                        "2026-03-02,2026-03-02T10:00:00+01:00,,Europe/Berlin,app:r-1,tension-report,3,stress,,,,4,,,,,,,stress,,,,",
                        "");
    }

    @Test
    void what_was_said_drawn_and_decided_has_a_line_each() throws Exception {
        assertThat(lines(exported(ExportFormat.CSV, List.of(), List.of(ExportFixture.happenings()))))
                .containsExactly(
                        HEADER,
                        ",2026-03-09T10:00:00Z,,,s-1,statement,,said,,verdict.lower.v1,,,,,,,,,,,Your tension reports were lower.,,",
                        ",2026-03-09T10:00:00Z,2026-03-16T10:00:00Z,,x-1,self-experiment,,begun,,tadasana or savasana,,,,,,,,,,,'=1+1,,",
                        ",2026-03-09T10:00:00Z,,,x-1/draws/1,self-experiment,,drawn,,tadasana,,,,,,,,,,,,,",
                        "2026-03-09,2026-03-09T10:00:00Z,,,2026-03-09/10:30,decision,,withheld,,slot 10:30,,0.4,,,,,,,,,,,",
                        "");
    }

    @Test
    void negative_numbers_stay_numbers() throws Exception {
        var check = new PostureCheck(
                headAt("app:c-1", AT),
                Position.SITTING,
                "desk",
                new Felt(-2, null),
                null,
                List.of(new Observation("shoulderTilt", -2.50, Method.APP, Side.BOTH, "phone-x", 0.9)),
                null,
                List.of(),
                null);

        assertThat(lines(exported(ExportFormat.CSV, check)))
                .anyMatch(line -> line.contains(",felt,,front-back,,-2,,,,,sitting,desk,"))
                .anyMatch(line -> line.contains(",measure,,shoulderTilt,both,-2.5,deg,app,phone-x,0.9,sitting,desk,"));
    }

    @Test
    void texts_are_quoted_and_never_become_formulas() throws Exception {
        var practice = new Practice(
                headAt("app:p-1", AT),
                null,
                "mat",
                Moment.ROUTINE,
                List.of(new Segment("tadasana", 5, Side.BOTH, null, List.of(), null)),
                new Ratings(List.of(new Tension("neck", Side.BOTH, 6)), null, 3),
                null,
                false,
                List.of(),
                "=HYPERLINK(\"http://x\",\"y\"),\nnext");

        var csv = exported(ExportFormat.CSV, practice);
        assertThat(csv)
                .contains(",session,,tadasana,both,5,min,")
                .contains(",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\"),\nnext\",,\r\n")
                .contains(",tension,before,neck,both,6,")
                .contains(",mood,before,,,3,");
        for (var begins : List.of("+1", "-1", "@x", "\tx", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x")) {
            assertThat(exported(ExportFormat.CSV, withNote(practice, begins))).contains("'" + begins);
        }
    }

    @Test
    void settings_come_first_each_on_a_line() throws Exception {
        var csv = exported(ExportFormat.CSV, ExportFixture.settings("-evening"), List.of(), List.of());

        assertThat(lines(csv))
                .containsExactly(
                        HEADER,
                        ",,,Europe/Berlin,,profile,7,zone,,,,,,,,,,,,,,,",
                        ",,,,,profile,7,day-start,,04:00,,,,,,,,,,,,,",
                        ",,,,,profile,7,language,,de-CH,,,,,,,,,,,,,",
                        ",,,,,profile,7,birth-year,,,,1980,,,,,,,,,,,",
                        ",,,,,profile,7,rest-day,,sunday,,,,,,,,,,,,,",
                        ",,,,,profile,7,away,,2026-04-01/2026-04-07,,,,,,,,,,,,,",
                        ",,,,,profile,7,group,,morning,,,,,,,,,,,,,",
                        ",,,,,profile,7,group,,'-evening,,,,,,,,,,,,,",
                        ",,,,,consents,8,consent,,tracking,,1,,,,,,,,,,,",
                        ",,,,,consents,8,consent,,nudging,,1,,,,,,,,,,,",
                        ",,,,,consents,8,consent,,research,,0,,,,,,,,,,,",
                        ",,,,,consents,8,consent,,teacher,,0,,,,,,,,,,,",
                        ",,,,,screening,9,condition,,glaucoma,,,,,,,,,,,,,",
                        "");
    }

    @Test
    void another_practice_has_its_activity_and_label_and_one_of_which_nothing_is_said_a_line_too() throws Exception {
        var other = new Segment("other", 62.5, Side.BOTH, null, List.of(), null, "yoga", "=1+1");
        var csv = exported(ExportFormat.CSV, practised(List.of(other)));

        assertThat(csv).contains(",session,,other,both,62.5,min,").endsWith(",yoga,'=1+1\r\n");
        assertThat(lines(exported(ExportFormat.CSV, practised(List.of()))).get(1))
                .startsWith(
                        "2026-03-02,2026-03-02T10:00:00+01:00,2026-03-02T11:02:30+01:00,Europe/Berlin,app:p-1,practice,3,session,,,");
    }

    /** A spreadsheet would take {@code +05:45} for a sum or a time; led by an apostrophe no service would take it back. */
    @ParameterizedTest
    @ValueSource(strings = {"+05:45", "-03:30", "+14:00", "Europe/Berlin", "Etc/GMT+5"})
    void a_zone_is_a_text_to_a_spreadsheet_and_names_the_same_zone_when_it_comes_back(String name) throws Exception {
        var zone = ZoneNames.known(name);
        var known = headAt("app:p-1", AT);
        var head = new RecordHead(known.id(), known.version(), known.at(), zone, known.dayStart(), known.localDate());
        var practice = practised(List.of());
        var csv = exported(
                ExportFormat.CSV,
                new Practice(
                        head,
                        practice.endedAt(),
                        practice.context(),
                        practice.moment(),
                        practice.segments(),
                        null,
                        null,
                        false,
                        List.of(),
                        null));

        var written = lines(csv).get(1).split(",", -1)[3];
        assertThat(written).matches("[A-Z].*");
        assertThat(ZoneNames.find(written)).isEqualTo(zone);
    }

    private static Practice practised(List<Segment> segments) {
        var head = headAt("app:p-1", AT);
        return new Practice(
                head, head.at().plusSeconds(3750), "mat", Moment.ROUTINE, segments, null, null, false, List.of(), null);
    }

    private static Practice withNote(Practice practice, String note) {
        return new Practice(
                practice.head(),
                practice.endedAt(),
                practice.context(),
                practice.moment(),
                practice.segments(),
                practice.before(),
                practice.after(),
                practice.stoppedEarly(),
                practice.concurrent(),
                note);
    }
}
