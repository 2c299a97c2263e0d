package org.paschima.contract.catalog;

import java.util.List;

/**
 * A way to hold the arms in a practice.
 *
 * @param doNotSuggestIf ids of the screening conditions that rule it out
 */
public record ArmVariation(String id, String label, List<String> doNotSuggestIf) {
    public ArmVariation {
        doNotSuggestIf = List.copyOf(doNotSuggestIf);
    }
}
