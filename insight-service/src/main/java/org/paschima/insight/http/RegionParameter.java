package org.paschima.insight.http;

import java.util.List;
import java.util.Set;
import org.paschima.contract.catalog.Catalog;
import org.paschima.http.QueryParameters;
import org.paschima.insight.domain.change.TensionDays;
import org.paschima.insight.domain.day.PrimaryRegions;

/** The region that a question is about: one of the catalogue, or primary for neck, shoulder and upper back together. */
final class RegionParameter {

    static final String PRIMARY = TensionDays.PRIMARY;

    private static final String NAME = "region";
    private static final String CHOICE = "primary or one of the regions of the catalogue";
    private static final String MUST = "must be " + CHOICE;
    private static final int MOST = 25;

    private RegionParameter() {}

    /** One region; primary when none is named. */
    static String one(QueryParameters parameters) {
        return parameters.text(NAME, RegionParameter::isRegion, MUST).orElse(PRIMARY);
    }

    /** All that are named, which may be none. */
    static List<String> all(QueryParameters parameters) {
        return parameters.texts(NAME, MOST, RegionParameter::isRegion, MUST);
    }

    static void noteMissing(QueryParameters parameters) {
        parameters.fault(NAME, "REQUIRED", "is required: " + CHOICE);
    }

    static boolean isRegion(String text) {
        return text.equals(PRIMARY) || Catalog.v1().hasRegion(text);
    }

    /** The catalogue's regions that it stands for. */
    static Set<String> regions(String region) {
        return region.equals(PRIMARY) ? PrimaryRegions.ALL : Set.of(region);
    }
}
