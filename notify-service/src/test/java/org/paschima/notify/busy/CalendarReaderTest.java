package org.paschima.notify.busy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paschima.notify.busy.Component.UnreadableException;
import org.paschima.notify.domain.Busy;

/** Calendars as programs write them, and odd ones. */
class CalendarReaderTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    private static List<Busy> busy(String... events) throws UnreadableException {
        return read(Duration.ofDays(8), events).times().times();
    }

    private static CalendarReader.Read read(Duration ahead, String... events) throws UnreadableException {
        var text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + String.join("", events)
                + "END:VCALENDAR\r\n";
        return CalendarReader.read(text, BERLIN, MONDAY, MONDAY.plus(ahead));
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\r\n" + lines(lines) + "END:VEVENT\r\n";
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static Busy from(String from, String until) {
        return new Busy(Instant.parse(from), Instant.parse(until));
    }

    @Test
    void a_google_calendar_with_zones_folds_and_alarms_is_read() throws UnreadableException {
        assertThat(busy(
                        "METHOD:PUBLISH\r\nX-WR-TIMEZONE:Europe/Berlin\r\n",
                        lines(
                                "BEGIN:VTIMEZONE",
                                "TZID:Europe/Berlin",
                                "BEGIN:STANDARD",
                                "TZOFFSETFROM:+0200",
                                "TZOFFSETTO:+0100",
                                "DTSTART:19701025T030000",
                                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
                                "END:STANDARD",
                                "END:VTIMEZONE"),
                        event(
                                "DTSTART;TZID=Europe/Berlin:20260302T100000",
                                "DTEND;TZID=Europe/Berlin:20260302T110000",
                                "UID:1@google.com",
                                "DESCRIPTION:a text\\nthat is long: and is f",
                                " olded; DTSTART:19990101T000000Z",
                                "BEGIN:VALARM",
                                "TRIGGER:-P0DT0H10M0S",
                                "DURATION:PT5H",
                                "END:VALARM",
                                "TRANSP:OPAQUE",
                                "SUMMARY:Dentist"),
                        event("DTSTART:20260303T090000Z", "DTEND:20260303T093000Z", "UID:2@google.com")))
                .containsExactly(
                        from("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"),
                        from("2026-03-03T09:00:00Z", "2026-03-03T09:30:00Z"));
    }

    /** The last meeting is after the clocks have changed on 29 March. */
    @Test
    void a_zone_that_only_the_file_knows_goes_by_the_files_rules() throws UnreadableException {
        var zone = lines(
                "BEGIN:VTIMEZONE",
                "TZID:W. Europe Standard Time",
                "BEGIN:STANDARD",
                "DTSTART:16010101T030000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0100",
                "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
                "END:STANDARD",
                "BEGIN:DAYLIGHT",
                "DTSTART:16010101T020000",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0200",
                "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
                "END:DAYLIGHT",
                "END:VTIMEZONE");
        var weekly = event(
                "UID:040000008200E00074C5B7101A82E008",
                "RRULE:FREQ=WEEKLY;UNTIL=20260402T080000Z;INTERVAL=1;BYDAY=MO;WKST=MO",
                "DTSTART;TZID=W. Europe Standard Time:20260223T100000",
                "DTEND;TZID=\"W. Europe Standard Time\":20260223T110000",
                "X-MICROSOFT-CDO-BUSYSTATUS:BUSY");

        assertThat(read(Duration.ofDays(60), zone, weekly).times().times())
                .containsExactly(
                        from("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"),
                        from("2026-03-09T09:00:00Z", "2026-03-09T10:00:00Z"),
                        from("2026-03-16T09:00:00Z", "2026-03-16T10:00:00Z"),
                        from("2026-03-23T09:00:00Z", "2026-03-23T10:00:00Z"),
                        from("2026-03-30T08:00:00Z", "2026-03-30T09:00:00Z"));
    }

    @Test
    void what_takes_no_time_by_its_own_word_is_free() throws UnreadableException {
        assertThat(busy(
                        event("UID:1", "DTSTART:20260302T090000Z", "DTEND:20260302T100000Z", "TRANSP:TRANSPARENT"),
                        event("UID:2", "DTSTART:20260302T090000Z", "DTEND:20260302T100000Z", "STATUS:CANCELLED"),
                        event(
                                "UID:3",
                                "DTSTART:20260302T090000Z",
                                "DTEND:20260302T100000Z",
                                "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
                        event("UID:4", "DTSTART:20260302T090000Z"),
                        event("UID:5", "DTSTART:20260302T090000Z", "DTEND:20260302T080000Z"),
                        "BEGIN:VTODO\r\nDTSTART:20260302T090000Z\r\nDUE:20260302T100000Z\r\nEND:VTODO\r\n"))
                .isEmpty();
    }

    @Test
    void an_invitation_that_the_owner_declined_is_free_in_googles_own_calendar() throws UnreadableException {
        assertThat(busy(
                        "METHOD:PUBLISH\r\nX-WR-CALNAME:Anne@example.org\r\nX-WR-TIMEZONE:Europe/Berlin\r\n",
                        event(
                                "DTSTART:20260302T090000Z",
                                "DTEND:20260302T100000Z",
                                "UID:declined@google.com",
                                "ORGANIZER;CN=Bodo:mailto:bodo@example.org",
                                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=anne@examp",
                                " le.org;X-NUM-GUESTS=0:mailto:anne@example.org",
                                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Bodo;X-NUM",
                                " -GUESTS=0:mailto:bodo@example.org",
                                "STATUS:CONFIRMED",
                                "TRANSP:OPAQUE"),
                        event(
                                "DTSTART:20260303T090000Z",
                                "DTEND:20260303T100000Z",
                                "UID:anothers@google.com",
                                "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION:mailto:anne@example.org",
                                "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=DECLINED:mailto:bodo@example.org"),
                        event(
                                "DTSTART:20260304T090000Z",
                                "DTEND:20260304T100000Z",
                                "UID:twice@google.com",
                                "ATTENDEE;PARTSTAT=DECLINED:mailto:anne@example.org",
                                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:anne@example.org")))
                .containsExactly(
                        from("2026-03-03T09:00:00Z", "2026-03-03T10:00:00Z"),
                        from("2026-03-04T09:00:00Z", "2026-03-04T10:00:00Z"));
    }

    @Test
    void of_a_series_one_time_may_be_declined_and_of_a_declined_one_a_time_taken_up() throws UnreadableException {
        var declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:anne@example.org";
        var accepted = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:anne@example.org";
        assertThat(busy(
                        "X-WR-CALNAME:anne@example.org\r\n",
                        event(
                                "UID:1",
                                "DTSTART:20260302T090000Z",
                                "DURATION:PT1H",
                                "RRULE:FREQ=DAILY;COUNT=3",
                                accepted),
                        event(
                                "UID:1",
                                "RECURRENCE-ID:20260303T090000Z",
                                "DTSTART:20260303T090000Z",
                                "DURATION:PT1H",
                                declined),
                        event(
                                "UID:2",
                                "DTSTART:20260302T150000Z",
                                "DURATION:PT1H",
                                "RRULE:FREQ=DAILY;COUNT=3",
                                declined),
                        event(
                                "UID:2",
                                "RECURRENCE-ID:20260304T150000Z",
                                "DTSTART:20260304T150000Z",
                                "DURATION:PT1H",
                                accepted)))
                .containsExactly(
                        from("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"),
                        from("2026-03-04T09:00:00Z", "2026-03-04T10:00:00Z"),
                        from("2026-03-04T15:00:00Z", "2026-03-04T16:00:00Z"));
    }

    @Test
    void outlook_says_whose_calendar_it_wrote_and_what_is_free() throws UnreadableException {
        assertThat(busy(
                        lines(
                                "METHOD:PUBLISH",
                                "X-WR-RELCALID:{0000002E-1C5B-6A4E-9F0D-2B1F3C4D5E6F}",
                                "X-WR-CALNAME:Anne Example",
                                "X-PRIMARY-CALENDAR:TRUE",
                                "X-OWNER;CN=\"Anne Example\":mailto:anne@example.org"),
                        event(
                                "ATTENDEE;CN=\"Anne Example\";RSVP=TRUE;PARTSTAT=DECLINED:mailto:Anne@Example.org",
                                "CLASS:PUBLIC",
                                "DTSTART:20260302T090000Z",
                                "DTEND:20260302T100000Z",
                                "TRANSP:OPAQUE",
                                "UID:040000008200E00074C5B7101A82E0080001",
                                "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"),
                        event(
                                "DTSTART:20260303T090000Z",
                                "DTEND:20260303T100000Z",
                                "UID:040000008200E00074C5B7101A82E0080002",
                                "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
                        event(
                                "DTSTART:20260304T090000Z",
                                "DTEND:20260304T100000Z",
                                "UID:040000008200E00074C5B7101A82E0080003",
                                "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE")))
                .containsExactly(from("2026-03-04T09:00:00Z", "2026-03-04T10:00:00Z"));
    }

    /** Apple's files say no more than a name; that somebody declined may be anybody. */
    @Test
    void where_nobody_says_whose_it_is_what_was_declined_is_busy() throws UnreadableException {
        var declined = event(
                "ATTENDEE;CN=Anne;CUTYPE=INDIVIDUAL;EMAIL=anne@example.org;PARTSTAT=DECLINED;RO",
                " LE=REQ-PARTICIPANT:/123456/principal/",
                "DTSTART:20260302T090000Z",
                "DTEND:20260302T100000Z",
                "UID:7C1F0A52");
        assertThat(busy("X-WR-CALNAME:Home\r\nX-APPLE-CALENDAR-COLOR:#1BADF8\r\n", declined))
                .containsExactly(from("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"));
        assertThat(busy("X-WR-CALNAME:anne@example.org\r\n", declined)).isEmpty();
    }

    /** The clocks go from 02:00 to 03:00 on 29 March: RFC 5545 §3.3.5 reads a time in between by the offset before. */
    @Test
    void what_begins_while_the_clocks_skip_an_hour_begins_after_it_and_what_recurs_from_then_on_is_there()
            throws UnreadableException {
        assertThat(read(
                                Duration.ofDays(30),
                                event(
                                        "UID:1",
                                        "DTSTART;TZID=Europe/Berlin:20260329T023000",
                                        "DTEND;TZID=Europe/Berlin:20260329T030000",
                                        "RRULE:FREQ=DAILY;COUNT=2"))
                        .times()
                        .times())
                .containsExactly(
                        from("2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z"),
                        from("2026-03-30T00:30:00Z", "2026-03-30T01:00:00Z"));
        assertThat(read(
                                Duration.ofDays(30),
                                event(
                                        "UID:2",
                                        "DTSTART;TZID=Europe/Berlin:20260328T024500",
                                        "DURATION:PT20M",
                                        "RRULE:FREQ=DAILY;COUNT=2"))
                        .times()
                        .times())
                .containsExactly(
                        from("2026-03-28T01:45:00Z", "2026-03-28T02:05:00Z"),
                        from("2026-03-29T01:45:00Z", "2026-03-29T02:05:00Z"));
    }

    @Test
    void a_day_is_one_in_the_members_zone_and_so_is_a_time_without_a_zone() throws UnreadableException {
        assertThat(busy(
                        event("UID:1", "DTSTART;VALUE=DATE:20260303"),
                        event("UID:2", "DTSTART;VALUE=DATE:20260305", "DTEND;VALUE=DATE:20260307"),
                        event("UID:3", "DTSTART:20260308T100000", "DURATION:PT90M")))
                .containsExactly(
                        from("2026-03-02T23:00:00Z", "2026-03-03T23:00:00Z"),
                        from("2026-03-04T23:00:00Z", "2026-03-06T23:00:00Z"),
                        from("2026-03-08T09:00:00Z", "2026-03-08T10:30:00Z"));
    }

    @Test
    void of_what_recurs_one_time_is_left_out_one_is_elsewhere_and_one_was_called_off() throws UnreadableException {
        assertThat(busy(
                        event(
                                "UID:daily",
                                "DTSTART;TZID=Europe/Berlin:20260105T100000",
                                "DTEND;TZID=Europe/Berlin:20260105T103000",
                                "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=45",
                                "EXDATE;TZID=Europe/Berlin:20260303T100000"),
                        event(
                                "UID:daily",
                                "RECURRENCE-ID;TZID=Europe/Berlin:20260304T100000",
                                "DTSTART;TZID=Europe/Berlin:20260304T150000",
                                "DTEND;TZID=Europe/Berlin:20260304T153000"),
                        event(
                                "UID:daily",
                                "RECURRENCE-ID:20260305T090000Z",
                                "DTSTART;TZID=Europe/Berlin:20260305T100000",
                                "DTEND;TZID=Europe/Berlin:20260305T103000",
                                "STATUS:CANCELLED")))
                // The 45th is on Friday, 6 March.
                .containsExactly(
                        from("2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z"),
                        from("2026-03-04T14:00:00Z", "2026-03-04T14:30:00Z"),
                        from("2026-03-06T09:00:00Z", "2026-03-06T09:30:00Z"));
    }

    @Test
    void a_nextcloud_calendar_with_dates_of_its_own_and_days_left_out_is_read() throws UnreadableException {
        assertThat(busy(event(
                        "UID:yoga",
                        "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260302T180000",
                        "DTEND;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260302T190000",
                        "RRULE:FREQ=DAILY;UNTIL=20260304",
                        "EXDATE;VALUE=DATE:20260303",
                        "RDATE:20260306T170000Z,20260307T170000Z")))
                .containsExactly(
                        from("2026-03-02T17:00:00Z", "2026-03-02T18:00:00Z"),
                        from("2026-03-04T17:00:00Z", "2026-03-04T18:00:00Z"),
                        from("2026-03-06T17:00:00Z", "2026-03-06T18:00:00Z"),
                        from("2026-03-07T17:00:00Z", "2026-03-07T18:00:00Z"));
    }

    @Test
    void a_server_that_tells_free_and_busy_alone_is_understood() throws UnreadableException {
        assertThat(busy(lines(
                        "BEGIN:VFREEBUSY",
                        "FREEBUSY;FBTYPE=BUSY:20260302T090000Z/PT1H,20260303T090000Z/20260303T120000Z",
                        "FREEBUSY;FBTYPE=FREE:20260304T090000Z/PT1H",
                        "FREEBUSY:20260305T090000Z/PT1H",
                        "END:VFREEBUSY")))
                .containsExactly(
                        from("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"),
                        from("2026-03-03T09:00:00Z", "2026-03-03T12:00:00Z"),
                        from("2026-03-05T09:00:00Z", "2026-03-05T10:00:00Z"));
    }

    @Test
    void what_touches_is_one_and_what_began_before_is_still_there() throws UnreadableException {
        assertThat(busy(
                        event("UID:1", "DTSTART:20260301T220000Z", "DTEND:20260302T020000Z"),
                        event("UID:2", "DTSTART:20260302T020000Z", "DTEND:20260302T030000Z"),
                        event("UID:3", "DTSTART:20260302T022000Z", "DTEND:20260302T023000Z"),
                        event("UID:4", "DTSTART:20260301T200000Z", "DTEND:20260301T210000Z"),
                        event("UID:5", "DTSTART:20260401T200000Z", "DTEND:20260401T210000Z")))
                .containsExactly(from("2026-03-01T22:00:00Z", "2026-03-02T03:00:00Z"));
    }

    @Test
    void odd_lines_and_odd_events_cost_themselves_alone() throws UnreadableException {
        var read = read(
                Duration.ofDays(8),
                "\uFEFF;;;\r\n:\r\nX\r\nEND:VEVENT\r\n",
                "BEGIN:VCALENDAR\r\n",
                event("UID:1", "DTSTART:yesterday", "DTEND:20260302T100000Z"),
                event("UID:2", "DTSTART:20261399T090000Z", "DTEND:20260302T100000Z"),
                event("UID:3", "DTSTART;TZID=\"unclosed:20260302T090000Z", "DURATION:PT1H"),
                event("UID:4", "DTSTART:20260304T090000Z", "DURATION:PT1H", "RRULE:FREQ=SOMETIMES"),
                event("UID:5", "DTSTART:20260305T090000Z", "DURATION:PT1H", "RRULE:FREQ=SECONDLY"),
                event("UID:6", "DTSTART:20260306T090000Z", "DURATION:P1W2D", "EXDATE:never,,20260306T100000Z"),
                event("dtstart;tzid=Mars/Olympus:20260307T090000", "duration:pt1h", "uid:7"));

        assertThat(read.unread()).isEqualTo(2);
        assertThat(read.times().times())
                .containsExactly(
                        from("2026-03-04T09:00:00Z", "2026-03-04T10:00:00Z"),
                        from("2026-03-05T09:00:00Z", "2026-03-05T10:00:00Z"),
                        from("2026-03-07T08:00:00Z", "2026-03-07T09:00:00Z"));
    }

    @Test
    void what_is_no_calendar_is_told_apart_from_an_empty_one() throws UnreadableException {
        assertThat(busy()).isEmpty();
        for (var text : List.of("", "<html><title>Sign in</title></html>", "BEGIN:VCARD\nEND:VCARD\n")) {
            assertThatThrownBy(() -> CalendarReader.read(text, BERLIN, MONDAY, MONDAY.plusSeconds(1)))
                    .isInstanceOfSatisfying(
                            UnreadableException.class,
                            e -> assertThat(e.trouble).isEqualTo(Trouble.NO_CALENDAR));
        }
    }

    @Test
    void a_file_that_would_take_too_much_work_is_refused() {
        var hourly = new String[200];
        Arrays.fill(hourly, event("UID:1", "DTSTART:19700101T000000Z", "DURATION:PT1M", "RRULE:FREQ=HOURLY"));
        var long_ = "EXDATE:20260302T090000Z\r\n".repeat(100_001);
        var deep = "BEGIN:X\r\n".repeat(50);

        for (var text : List.of(String.join("", hourly), event(long_), deep)) {
            assertThatThrownBy(() -> busy(text))
                    .isInstanceOfSatisfying(
                            UnreadableException.class,
                            e -> assertThat(e.trouble).isEqualTo(Trouble.TOO_LARGE));
        }
    }
}
