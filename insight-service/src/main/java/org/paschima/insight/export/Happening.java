package org.paschima.insight.export;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said to a member, drawn for them or decided about them, in the form in which CSV and FHIR hold it.
 *
 * @param id the same in every export, and of no other of its kind
 * @param localDate null where no one day is meant
 * @param at in UTC where the member's offset is not known any more
 * @param endedAt null where it has no end, or not yet
 * @param entry what it is, among its kind
 * @param name of what was said or drawn, or the slot that was decided
 * @param value null where there is none
 * @param text in the words that the member saw or wrote; null where there are none
 * @param isDone false where it was decided against
 */
public record Happening(
        Kind kind,
        String id,
        @Nullable LocalDate localDate,
        OffsetDateTime at,
        @Nullable OffsetDateTime endedAt,
        String entry,
        String name,
        @Nullable Double value,
        @Nullable String text,
        boolean isDone) {

    /** What can happen beside the member log. */
    public enum Kind {
        STATEMENT("statement", "Statement about the member's data"),
        SELF_EXPERIMENT("self-experiment", "Self-experiment"),
        DECISION("decision", "Decision about a nudge");

        private final String wire;
        private final String display;

        Kind(String wire, String display) {
            this.wire = wire;
            this.display = display;
        }

        String wire() {
            return wire;
        }

        String display() {
            return display;
        }
    }
}
