package org.paschima.localstack;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.paschima.http.auth.DevelopmentTokens;

/** The story of one member, told through the API on stacks whose clock can be driven. Each step is checked. */
final class Demo {

    private static final String TENANT = "demo-studio";
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration ARRIVES = Duration.ofSeconds(10);
    private static final List<LocalTime> SLOTS = List.of(
            LocalTime.of(9, 30),
            LocalTime.of(11, 30),
            LocalTime.of(13, 30),
            LocalTime.of(15, 30),
            LocalTime.of(17, 30));
    private static final int DAYS_TO_TRY = 14;

    private final StackFolder.Running stack;
    private final HttpClient client;
    private final PrintStream out;
    private final Api member;
    private int number;

    /** A step that should have happened did not. */
    static final class StepFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepFailedException(String message) {
            super(message);
        }
    }

    Demo(StackFolder.Running stack, DevelopmentTokens tokens, HttpClient client, PrintStream out) {
        this.stack = stack;
        this.client = client;
        this.out = out;
        var name = "demo-" + Long.toString(System.currentTimeMillis(), 36);
        this.member = new Api(client, tokens.forMember(TENANT, name, Scopes.MEMBER, Duration.ofHours(1)));
    }

    void tell() throws IOException, InterruptedException {
        var today = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        setClock(at(today, LocalTime.of(9, 0)));
        introduce(today);
        var asOf = reportTenDays(today);
        var before = trend(today, asOf);
        out.println("  the trend so far: level " + rounded(before.at("series", 0, "level", "value")) + ", slope "
                + rounded(before.at("series", 0, "slope", "perWeek")) + " a week");
        checkPosture(today);
        practise(at(today, LocalTime.of(9, 5)), 6, 2);
        asOf = reportAfterwards(today);
        var after = trend(today, asOf);
        check(
                level(after) < level(before),
                "the trend came down with it: level " + rounded(after.at("series", 0, "level", "value")));
        try (var stream = NudgeStream.open(client, member, stack.notifications())) {
            var first = awaitNudge(stream, today);
            show("a nudge arrived on the stream: “" + first.data().at("content", "text") + "”");
            var second = awaitNudge(stream, lastSlotDay.plusDays(1));
            show("the next one arrived at " + second.data().at("slot"));
            withdrawByPractice(stream, second);
            receipt(second.data().at("decisionId"));
        }
    }

    private LocalDate lastSlotDay = LocalDate.MIN;

    private void introduce(LocalDate today) throws IOException, InterruptedException {
        var me = stack.session() + "/v1/members/me/";
        expect(200, member.put(me + "profile", """
                {"zone": "%s", "dayStart": "04:00", "language": "en", "version": 1}""".formatted(ZONE)), "a profile");
        expect(200, member.put(me + "consents", """
                {"tracking": true, "nudging": true, "version": 1}"""), "the member's own consent to nudges");
        expect(200, member.put(me + "screening", """
                {"conditions": [], "version": 1}"""), "a screening without conditions");
        var slots =
                String.join("\", \"", SLOTS.stream().map(LocalTime::toString).toList());
        expect(
                200,
                member.put(stack.notifications() + "/v1/members/me/nudge-plan", """
                {"slots": ["%s"], "caps": {"perDay": 6, "per7Days": 30, "minGapMinutes": 0}, "version": 1}""".formatted(slots)),
                "a nudge plan with " + SLOTS.size() + " slots a day");
        out.println("  today is " + today + " in " + ZONE);
    }

    private String reportTenDays(LocalDate today) throws IOException, InterruptedException {
        int[] values = {6, 7, 6, 5, 6, 6, 5, 5, 4, 5};
        var asOf = "";
        for (int i = 0; i < values.length; i++) {
            var when = at(today.minusDays(values.length - i), LocalTime.of(18, 0));
            var reply = member.post(
                    stack.session() + "/v1/members/me/tension-reports", """
                    {"at": "%s", "zone": "%s", "tension": [{"region": "upper-back", "value": %d}]}""".formatted(rfc3339(when), ZONE, values[i]));
            require(201, reply, "tension report");
            asOf = reply.at("asOf");
        }
        show("ten days of tension reports are kept");
        return asOf;
    }

    /** A rating of its own: ratings before and after a practice are pairs, not points of the trend. */
    private String reportAfterwards(LocalDate today) throws IOException, InterruptedException {
        var now = at(today, LocalTime.of(9, 20));
        setClock(now);
        var reply = member.post(stack.session() + "/v1/members/me/tension-reports", """
                {"at": "%s", "zone": "%s", "tension": [{"region": "upper-back", "value": 2}]}""".formatted(rfc3339(now), ZONE));
        expect(201, reply, "tension now: 2");
        return reply.at("asOf");
    }

    private static double level(Api.Reply trend) {
        try {
            return Double.parseDouble(trend.at("series", 0, "level", "value"));
        } catch (NumberFormatException _) {
            throw new StepFailedException("the trend has no level");
        }
    }

    private void checkPosture(LocalDate today) throws IOException, InterruptedException {
        var reply = member.post(stack.session() + "/v1/members/me/posture-checks", """
                {"at": "%s", "zone": "%s", "position": "sitting", "context": "desk", "felt": {"frontBack": -2, "sideSide": 1},
                 "observations": [{"measure": "cva", "value": 46.5, "method": "photo", "side": "left"}]}""".formatted(
                        rfc3339(at(today, LocalTime.of(9, 2))), ZONE));
        expect(201, reply, "a posture check is kept");
        var balance = member.get(stack.insight() + "/v1/members/me/balance?from=" + today + "&to=" + today + "&minAsOf="
                + reply.at("asOf"));
        require(200, balance, "balance");
        check(
                !balance.at("balance").isEmpty(),
                "it shows in the balance: " + rounded(balance.at("balance")) + " of 100, " + balance.at("pattern"));
    }

    private String practise(OffsetDateTime start, int before, int after) throws IOException, InterruptedException {
        var id = "p-" + ++number;
        var reply = member.put(stack.session() + "/v1/members/me/practices/demo:" + id, """
                {"version": 1, "startedAt": "%s", "endedAt": "%s", "zone": "%s", "dayStart": "04:00", "context": "desk",
                 "segments": [{"practice": "back-body-breath", "minutes": 2, "cues": ["receive-breath-in-back"]}],
                 "before": {"tension": [{"region": "upper-back", "value": %d}]},
                 "after": {"tension": [{"region": "upper-back", "value": %d}]}}""".formatted(
                        rfc3339(start), rfc3339(start.plusMinutes(2)), ZONE, before, after));
        expect(200, reply, "two minutes of back-body breath are kept");
        return reply.at("asOf");
    }

    private Api.Reply trend(LocalDate today, String asOf) throws IOException, InterruptedException {
        var reply = member.get(stack.insight() + "/v1/members/me/trends?region=upper-back&from=" + today.minusDays(30)
                + "&to=" + today + "&minAsOf=" + asOf);
        require(200, reply, "trend");
        return reply;
    }

    /** Goes from slot to slot until one is drawn: a nudge comes with a chance, not with certainty. */
    private NudgeStream.Event awaitNudge(NudgeStream stream, LocalDate from) throws IOException, InterruptedException {
        for (int day = 0; day < DAYS_TO_TRY; day++) {
            for (var slot : SLOTS) {
                var date = from.plusDays(day);
                var instant = at(date, slot);
                setClock(instant.plusSeconds(5));
                var decision = awaitDecision(date, slot);
                if (decision.equals("SENT")) {
                    lastSlotDay = date;
                    return stream.await("nudge", ARRIVES)
                            .orElseThrow(() -> new StepFailedException("a nudge was sent but did not arrive"));
                }
            }
        }
        throw new StepFailedException("no nudge was drawn in " + DAYS_TO_TRY + " days");
    }

    private String awaitDecision(LocalDate date, LocalTime slot) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + ARRIVES.toNanos();
        while (System.nanoTime() < deadline) {
            var reply = member.get(stack.notifications() + "/v1/members/me/decisions?from=" + date + "&to=" + date);
            require(200, reply, "decisions");
            for (int i = 0; !reply.at("items", i, "decisionId").isEmpty(); i++) {
                if (reply.at("items", i, "slot").equals(slot.toString())) {
                    return reply.at("items", i, "action");
                }
            }
            Thread.sleep(Duration.ofMillis(50));
        }
        throw new StepFailedException("no decision was made for " + date + " " + slot);
    }

    private void withdrawByPractice(NudgeStream stream, NudgeStream.Event nudge)
            throws IOException, InterruptedException {
        var issued = OffsetDateTime.parse(nudge.data().at("issuedAt"));
        practise(issued.plusMinutes(1), 5, 4);
        var withdrawn = stream.await("nudge.withdrawn", ARRIVES)
                .orElseThrow(() -> new StepFailedException("the practice did not withdraw the nudge"));
        check(
                withdrawn.data().at("nudgeId").equals(nudge.data().at("nudgeId"))
                        && withdrawn.data().at("reason").equals("ALREADY_PRACTISED"),
                "the practice withdrew the nudge on the same stream: "
                        + withdrawn.data().at("reason"));
    }

    private void receipt(String decisionId) throws IOException, InterruptedException {
        var receipt = member.get(stack.notifications() + "/v1/members/me/decisions/" + decisionId);
        require(200, receipt, "receipt");
        check(
                receipt.at("action").equals("SENT"),
                "its receipt: " + receipt.at("text") + " (chance " + receipt.at("probability") + ", draw "
                        + rounded(receipt.at("draw")) + ")");
    }

    private void setClock(OffsetDateTime now) throws IOException, InterruptedException {
        for (var service : List.of(stack.session(), stack.insight(), stack.notifications())) {
            var reply = member.put(service + "/v1/clock", """
                    {"now": "%s", "rate": 0}""".formatted(rfc3339(now)));
            require(200, reply, "PUT /v1/clock");
        }
    }

    private static OffsetDateTime at(LocalDate date, LocalTime time) {
        return ZonedDateTime.of(date, time, ZONE).toOffsetDateTime();
    }

    private static String rfc3339(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static String rounded(String number) {
        try {
            return String.format("%.2f", Double.parseDouble(number));
        } catch (NumberFormatException _) {
            return "not enough data yet";
        }
    }

    private void expect(int status, Api.Reply reply, String step) {
        require(status, reply, step);
        show(step);
    }

    private static void require(int status, Api.Reply reply, String step) {
        if (reply.status() != status) {
            throw new StepFailedException(
                    step + ": answered " + reply.status() + " instead of " + status + ": " + reply.at("detail") + " "
                            + reply.at("errors", 0, "pointer") + " " + reply.at("errors", 0, "detail"));
        }
    }

    private void check(boolean happened, String step) {
        if (!happened) {
            throw new StepFailedException("did not happen: " + step);
        }
        show(step);
    }

    private void show(String step) {
        out.println("  ✓ " + step);
    }
}
