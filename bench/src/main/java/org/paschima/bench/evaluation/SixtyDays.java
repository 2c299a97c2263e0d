package org.paschima.bench.evaluation;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.SlotRule;
import org.paschima.contract.Profile;
import org.paschima.contract.Receipt;
import org.paschima.contract.Rest;
import org.paschima.contract.Rest.Away;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.domain.Decider;
import org.paschima.notify.domain.Decision;
import org.paschima.notify.domain.Draw;
import org.paschima.notify.domain.Evidence;
import org.paschima.notify.domain.Evolution;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.domain.MemberState;
import org.paschima.runtime.command.CommandLines;
import org.paschima.runtime.command.UsageException;
import org.paschima.runtime.zone.TimeZones;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code bench/run nudges}: sixty days of one member's nudges, as they read, decided by notify's own code. The member
 * is made up: at a desk on weekdays, on the mat in the evening, away for four days, and too busy to look in two of the weeks.
 */
@Command(
        name = "nudges",
        description = {"Prints sixty days of one made-up member's nudges as Markdown, with what became of each.", ""})
public final class SixtyDays implements Callable<Integer> {

    private static final int DAYS = 60;
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final LocalTime MORNING = LocalTime.of(10, 30);
    private static final LocalTime AFTERNOON = LocalTime.of(15, 30);
    private static final LocalTime EVENING = LocalTime.of(19, 30);
    private static final Away AWAY = new Away(FIRST.plusDays(17), FIRST.plusDays(20));
    private static final LocalDate BUSY_FROM = FIRST.plusDays(30);
    private static final LocalDate BUSY_TO = FIRST.plusDays(44);
    private static final Set<String> OPENED = Set.of("opened", "followed");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);

    @Option(
            names = "--language",
            paramLabel = "TAG",
            defaultValue = "en",
            description = "en or de (default: ${DEFAULT-VALUE}).")
    private String language = "en";

    SixtyDays() {}

    @Override
    public Integer call() {
        if (!language.equals("en") && !language.equals("de")) {
            throw new UsageException("--language takes en or de, not " + language);
        }
        print(language, System.out);
        return CommandLines.DONE;
    }

    static void print(String language, PrintStream out) {
        new Life(language, out).live();
    }

    private static final class Life {
        private final MemberId id = new MemberId("studio", "m-1");
        private final Decider decider = new Decider(
                new Draw("sixty days".getBytes(StandardCharsets.UTF_8)),
                TimeZones.inUse().version());
        private final Random random = new Random(60);
        private final PrintStream out;
        private final List<Receipt> withheld = new ArrayList<>();
        private MemberState state = MemberState.UNKNOWN;
        private long offset;

        Life(String language, PrintStream out) {
            this.out = out;
            var start = FIRST.atStartOfDay(NudgedPeople.BERLIN).toInstant();
            happens(
                    FactCodec.changed(new Profile(
                            NudgedPeople.BERLIN,
                            LocalTime.MIDNIGHT,
                            language,
                            null,
                            new Rest(EnumSet.noneOf(DayOfWeek.class), List.of(AWAY)),
                            List.of(),
                            1)),
                    start);
            happens(FactCodec.changed(new Consents(true, true, false, false, 1)), start);
            happens(FactCodec.changed(new Screening(List.of(), 1)), start);
            happens(FactCodec.changed(plan()), start);
        }

        private static NudgePlan plan() {
            var d = NudgePlan.DEFAULT;
            var weekdays = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
            return new NudgePlan(
                    true,
                    List.of(MORNING, AFTERNOON, EVENING),
                    List.of("desk"),
                    d.quietHours(),
                    d.zonePolicy(),
                    d.caps(),
                    null,
                    1,
                    List.of(
                            new SlotRule(MORNING, weekdays, false, List.of(), null),
                            new SlotRule(AFTERNOON, weekdays, false, List.of(), null),
                            new SlotRule(EVENING, EnumSet.noneOf(DayOfWeek.class), false, List.of("mat"), null)),
                    List.of());
        }

        private void happens(Fact fact, Instant at) {
            state = Evolution.evolve(state, fact, new FactPosition(new LogPosition(0, offset++), at), at)
                    .state();
        }

        void live() {
            var today = FIRST.minusDays(1);
            var end = FIRST.plusDays(DAYS);
            for (var due = state.nextDue(); due.isPresent(); due = state.nextDue()) {
                var date = LocalDate.ofInstant(due.get(), NudgedPeople.BERLIN);
                if (!date.isBefore(end)) {
                    tellWithheld();
                    return;
                }
                if (!date.equals(today)) {
                    tellWithheld();
                    out.printf("%n**%s**%n%n", DAY.format(date));
                    today = date;
                }
                decide(due.get(), date);
            }
        }

        /** Slots in a row with the same reason are told once, with the words of the first of them. */
        private void tellWithheld() {
            if (!withheld.isEmpty()) {
                var slots =
                        withheld.stream().map(each -> each.slot().toString()).toList();
                var text = withheld.getFirst().text();
                out.println("- " + text.replace(slots.getFirst(), String.join(", ", slots)));
                withheld.clear();
            }
        }

        private static String reason(Receipt receipt) {
            return receipt.text().substring(receipt.text().indexOf(": "));
        }

        private void decide(Instant now, LocalDate date) {
            var asked = state.question().isPresent();
            var decision =
                    decider.decideNext(id, state, now, () -> Evidence.NONE).orElseThrow();
            state = decision.state();
            if (!asked && state.question().isPresent()) {
                out.println("- *" + state.words().question() + "*");
            }
            var nudge = decision.nudge();
            var receipt = decision.receipt();
            if (nudge != null
                    || (!withheld.isEmpty() && !reason(withheld.getFirst()).equals(reason(receipt)))) {
                tellWithheld();
            }
            if (nudge == null) {
                withheld.add(receipt);
            } else {
                out.println(told(decision, nudge, answer(nudge, now, date)));
            }
        }

        private static String told(Decision decision, NudgeEvent.Issued nudge, String answer) {
            var content = nudge.content();
            return "- " + decision.receipt().slot() + " **" + content.title() + "** " + content.text() + " → " + answer
                    + (OPENED.contains(answer) ? ": “" + content.guide() + "”" : "");
        }

        /** What the member does about it. */
        private String answer(NudgeEvent.Issued nudge, Instant now, LocalDate date) {
            boolean isBusy = !date.isBefore(BUSY_FROM) && date.isBefore(BUSY_TO);
            double chance = random.nextDouble();
            if (isBusy || chance < 0.25) {
                return "unanswered";
            }
            var at = now.plus(Duration.ofMinutes(4));
            if (chance < 0.33) {
                happens(NudgedPeople.fate(nudge.nudgeId(), Fate.DISMISSED, at), at);
                return "dismissed";
            }
            if (chance < 0.4) {
                happens(NudgedPeople.fate(nudge.nudgeId(), Fate.SNOOZED, at), at);
                return "snoozed for two hours";
            }
            happens(NudgedPeople.fate(nudge.nudgeId(), Fate.OPENED, at), at);
            if (chance < 0.55) {
                return "opened";
            }
            happens(NudgedPeople.practised("p" + offset, at), at);
            return "followed";
        }
    }
}
