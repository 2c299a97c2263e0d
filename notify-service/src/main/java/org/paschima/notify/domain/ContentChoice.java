package org.paschima.notify.domain;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeEvent.Content;
import org.paschima.contract.catalog.Axis;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Context;
import org.paschima.contract.catalog.Cue;
import org.paschima.contract.catalog.PosePractice;

/**
 * What a nudge of version 1 of the policy suggests (domain.md §4.7): a cleared practice of a minute or two that the member's context leaves room
 * for, with a cue that does not push further past neutral whoever is past it already (domain.md §1.2). While a check is
 * suggested it is quiet breathing alone (domain.md §5.1, tier ROUTINE).
 */
final class ContentChoice {

    private static final int MINUTES = 2;

    private record Option(String practice, List<String> cues) {}

    private static final Option BREATH = new Option(
            "back-body-breath", List.of("receive-breath-in-back", "exhale-lengthen", "breath-leads-adjustment"));
    private static final List<Option> OPTIONS = List.of(
            BREATH, new Option("tadasana", List.of("ears-over-shoulders", "back-of-heart", "hips-over-ankles")));

    private ContentChoice() {}

    /** Whether anything that is ever suggested can be followed there, screening aside. */
    static boolean canCarry(Context context) {
        return OPTIONS.stream().anyMatch(option -> canCarry(context, option));
    }

    private static boolean canCarry(Context context, Option option) {
        return context.safeForNudge()
                && Catalog.v1()
                        .practice(option.practice())
                        .filter(context::leavesRoomFor)
                        .isPresent()
                && cue(option, context, 0).isPresent();
    }

    /** Empty when nothing is safe. The two practices take turns by date, the other one standing in if one is not cleared. */
    static Optional<Content> of(Inputs inputs) {
        var options = inputs.breathOnly() ? List.of(BREATH) : OPTIONS;
        int first = (int) Math.floorMod(inputs.point().localDate().toEpochDay(), (long) options.size());
        for (int i = 0; i < options.size(); i++) {
            var content = content(options.get((first + i) % options.size()), inputs);
            if (content.isPresent()) {
                return content;
            }
        }
        return Optional.empty();
    }

    private static Optional<Content> content(Option option, Inputs inputs) {
        var practice = Catalog.v1().practice(option.practice()).filter(p -> isCleared(p, inputs.conditions()));
        if (practice.isEmpty()) {
            return Optional.empty();
        }
        for (var id : inputs.contexts()) {
            var context = Catalog.v1().context(id).filter(c -> c.safeForNudge() && c.leavesRoomFor(practice.get()));
            var cue = context.flatMap(c -> cue(option, c, inputs.lean()));
            if (cue.isPresent()) {
                return Optional.of(new Content(
                        option.practice(),
                        List.of(cue.get().id()),
                        MINUTES,
                        id,
                        Words.NUDGE_TITLE,
                        Words.nudgeText(MINUTES, cue.get().label())));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether screening lets it be suggested unasked; a caution does not (domain.md §5.2). Who was not screened is
     * suggested only what no condition rules out.
     */
    static boolean isCleared(PosePractice practice, @Nullable List<String> conditions) {
        if (!practice.nudgeable() || practice.forceful()) {
            return false;
        }
        if (conditions == null) {
            return practice.doNotSuggestIf().isEmpty();
        }
        return conditions.stream()
                .noneMatch(condition -> practice.doNotSuggestIf().contains(condition)
                        || practice.caution().contains(condition));
    }

    private static Optional<Cue> cue(Option option, Context context, int lean) {
        return option.cues().stream()
                .flatMap(id -> Catalog.v1().cue(id).stream())
                .filter(Cue::isNudgeable)
                .filter(context::leavesRoomFor)
                .filter(cue -> cue.pushOn(Axis.FRONT_BACK) * lean <= 0)
                .findFirst();
    }
}
