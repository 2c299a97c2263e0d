package org.paschima.notify.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Context;

/** Which contexts can carry a nudge, so that a plan that names others is told when it is saved, not by silence later. */
public final class NudgeContexts {

    private NudgeContexts() {}

    /** Whether a nudge can ever be followed in a context. */
    public static boolean canCarry(String context) {
        return Catalog.v1().context(context).filter(VariedContent::canCarry).isPresent();
    }

    /** All that can. */
    public static List<String> all() {
        return Catalog.v1().contexts().stream()
                .filter(VariedContent::canCarry)
                .map(Context::id)
                .toList();
    }

    /** Whether something is left to suggest in one of these contexts to a member of this screening. */
    public static boolean leaveSomething(List<String> contexts, Settings settings) {
        var conditions = conditions(settings);
        return contexts.stream()
                .flatMap(id -> Catalog.v1().context(id).stream())
                .anyMatch(context -> VariedContent.canCarry(context, conditions));
    }

    private static @Nullable List<String> conditions(Settings settings) {
        return settings.isScreened() ? settings.screeningOrNone().conditions() : null;
    }
}
