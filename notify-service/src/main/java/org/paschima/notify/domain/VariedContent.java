package org.paschima.notify.domain;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeEvent.Content;
import org.paschima.contract.catalog.Axis;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Context;
import org.paschima.contract.catalog.Cue;

/**
 * What a nudge of version 2 of the policy suggests (domain.md §4.7): one of twelve texts for the context, with a cue of a
 * cleared practice that the context leaves room and time for, and that pushes nobody further past neutral (domain.md
 * §1.2). Texts and cues of the last nudges are passed over, and so is what the member dismissed.
 *
 * <p>Where there is less time than a practice takes, as standing in a line, its cue is followed once.
 */
final class VariedContent {

    /** A text is not used again within as many nudges; more than the four that are promised, and fewer than there are. */
    static final int TEXTS_APART = 8;

    /** Nor is a cue, where there are more of them. */
    private static final int CUES_APART = 3;

    private static final int TEXTS_ANYWHERE = 8;
    private static final int TEXTS_OF_A_CONTEXT = 4;
    private static final int MINUTE = 60;

    /** How long there is time, by context; standing in a line, 20 seconds. */
    private static final Map<String, Integer> SECONDS =
            Map.of("mat", 180, "desk", 120, "waiting", 60, "phone", 60, "checkout-line", 20);

    private static final List<String> BREATHS =
            List.of("receive-breath-in-back", "exhale-lengthen", "breath-leads-adjustment", "no-forcing");
    private static final List<String> STANDS = List.of(
            "ears-over-shoulders",
            "back-of-heart",
            "hips-over-ankles",
            "shoulders-soften-down",
            "shoulders-over-hips",
            "space-across-collarbones",
            "no-forcing");
    private static final List<Way> BREATH = ways("back-body-breath", BREATHS);
    private static final List<Way> ALL =
            Stream.concat(BREATH.stream(), ways("tadasana", STANDS).stream()).toList();

    /** A practice by a cue: what can be suggested, and dismissed. */
    record Way(String practice, String cue) {

        String key() {
            return practice + "|" + cue;
        }

        private Optional<Cue> known() {
            return Catalog.v1().cue(cue);
        }
    }

    /** What is said of it: the content, and what names its text and its way in the member's history. */
    record Choice(Content content, String said) {}

    private VariedContent() {}

    private static List<Way> ways(String practice, List<String> cues) {
        return cues.stream().map(cue -> new Way(practice, cue)).toList();
    }

    /** Whether anything that is ever suggested can be followed there, screening aside. */
    static boolean canCarry(Context context) {
        return ALL.stream().anyMatch(way -> fits(way, context, 0, seconds(context, null)));
    }

    /** Whether anything is left to suggest there under these conditions. */
    static boolean canCarry(Context context, @Nullable List<String> conditions) {
        return ways(context, conditions).findAny().isPresent();
    }

    /** What may be suggested in a context, under these conditions, to somebody who leans to no side. */
    static Stream<Way> ways(Context context, @Nullable List<String> conditions) {
        return ALL.stream().filter(way -> isCleared(way, conditions) && fits(way, context, 0, seconds(context, null)));
    }

    /** Empty when nothing is safe, or the member dismissed all that is. */
    static Optional<Choice> of(Inputs inputs) {
        return left(inputs, inputs.dismissed())
                .map(left -> choice(inputs, left.context(), left.seconds(), left.ways()));
    }

    /** Whether there is a choice, without making it. */
    static boolean isAnyLeft(Inputs inputs) {
        return left(inputs, inputs.dismissed()).isPresent();
    }

    static Optional<Version.Suggested> suggested(Inputs inputs) {
        return of(inputs).map(choice -> new Version.Suggested(choice.content(), choice.said()));
    }

    /** Whether it is only for the member's having dismissed it that nothing is left. */
    static boolean isDismissed(Inputs inputs) {
        return !isAnyLeft(inputs) && left(inputs, List.of()).isPresent();
    }

    /** What may be suggested in the first context in which something may. */
    private record Left(Context context, int seconds, List<Way> ways) {}

    private static Optional<Left> left(Inputs inputs, Collection<String> dismissed) {
        for (var id : inputs.contexts()) {
            var context = Catalog.v1().context(id).orElse(null);
            if (context == null) {
                continue;
            }
            int seconds = seconds(context, inputs.mostSeconds());
            var ways = (inputs.breathOnly() ? BREATH : ALL)
                    .stream()
                            .filter(way -> isCleared(way, inputs.conditions()))
                            .filter(way -> fits(way, context, inputs.lean(), seconds))
                            .filter(way -> !dismissed.contains(way.key()))
                            .toList();
            if (!ways.isEmpty()) {
                return Optional.of(new Left(context, seconds, ways));
            }
        }
        return Optional.empty();
    }

    private static Choice choice(Inputs inputs, Context context, int seconds, List<Way> ways) {
        var last = inputs.lastContents();
        var point = inputs.point();
        var text = one(texts(context), last.stream().map(VariedContent::text).toList(), TEXTS_APART, point, 1);
        var wayKeys = ways.stream().map(Way::key).toList();
        var key = one(wayKeys, last.stream().map(VariedContent::way).toList(), CUES_APART, point, 2);
        var way = ways.get(wayKeys.indexOf(key));
        var words = Phrases.in(inputs.language());
        var span = words.span(seconds);
        var content = new Content(
                way.practice(),
                List.of(way.cue()),
                Math.ceilDiv(seconds, MINUTE),
                context.id(),
                words.say("nudge." + text + ".title"),
                words.say("nudge." + text + ".text", span),
                seconds,
                words.say(
                        seconds > MINUTE ? "guide.long" : "guide",
                        words.say("practice." + way.practice()),
                        span,
                        words.say("cue." + way.cue())));
        return new Choice(content, text + "|" + way.key());
    }

    /** The texts of a context: those that suit anywhere, and its own. */
    static List<String> texts(Context context) {
        return Stream.concat(
                        IntStream.rangeClosed(1, TEXTS_ANYWHERE).mapToObj(i -> "any." + i),
                        IntStream.rangeClosed(1, TEXTS_OF_A_CONTEXT).mapToObj(i -> context.id() + "." + i))
                .toList();
    }

    private static String text(String said) {
        return said.substring(0, said.indexOf('|'));
    }

    static String way(String said) {
        return said.substring(said.indexOf('|') + 1);
    }

    /**
     * One that was not among the last, as many of them as leave one; which of those, the decision point decides, so that no
     * order shows.
     */
    private static String one(List<String> all, List<String> last, int apart, DecisionPoint point, int salt) {
        int most = Math.min(apart, all.size() - 1);
        var passed = new ArrayList<String>();
        for (int i = last.size() - 1; i >= 0 && passed.size() < most && last.size() - i <= apart; i--) {
            if (all.contains(last.get(i)) && !passed.contains(last.get(i))) {
                passed.add(last.get(i));
            }
        }
        var left = all.stream().filter(each -> !passed.contains(each)).toList();
        return left.get((int) Math.floorMod(mixed(point.localDate(), point.slot(), salt), (long) left.size()));
    }

    /** The finalizer of SplitMix64: days and hours that are near each other come out far apart. */
    private static long mixed(LocalDate date, LocalTime slot, int salt) {
        long x = (date.toEpochDay() * 86_400 + slot.toSecondOfDay()) * 4 + salt;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }

    private static int seconds(Context context, @Nullable Integer most) {
        int there = SECONDS.getOrDefault(context.id(), MINUTE);
        return most == null ? there : Math.min(there, most);
    }

    private static boolean isCleared(Way way, @Nullable List<String> conditions) {
        return Catalog.v1()
                .practice(way.practice())
                .filter(practice -> ContentChoice.isCleared(practice, conditions))
                .isPresent();
    }

    private static boolean fits(Way way, Context context, int lean, int seconds) {
        return context.safeForNudge()
                && Catalog.v1()
                        .practice(way.practice())
                        .filter(context::leavesRoomFor)
                        .isPresent()
                && way.known()
                        .filter(Cue::isNudgeable)
                        .filter(context::leavesRoomFor)
                        .filter(cue -> cue.seconds() <= seconds)
                        .filter(cue -> cue.pushOn(Axis.FRONT_BACK) * lean <= 0)
                        .isPresent();
    }
}
