package org.paschima.contract;

import java.util.List;

/** Conditions a member named before the first suggestion (domain.md §5.2). */
public record Screening(List<String> conditions, long version) {

    public static final Screening NONE = new Screening(List.of(), 0);

    public Screening {
        conditions = List.copyOf(conditions);
    }
}
