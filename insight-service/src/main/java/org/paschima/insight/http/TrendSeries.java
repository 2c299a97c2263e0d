package org.paschima.insight.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.catalog.Catalog;
import org.paschima.insight.domain.Quantity;
import org.paschima.insight.domain.SeriesWanted;

/** Reads which series a trend is asked for: quantity, regions, side. */
record TrendSeries(String quantity, List<Named> named) {

    /** As parameters and answers call the mean over neck, shoulder and upper back. */
    private static final String PRIMARY = "primary";

    private static final String ANY = "any";
    private static final int MOST_REGIONS = 25;

    /** A series with the words the client used for it. */
    record Named(String region, String side, SeriesWanted wanted) {}

    static TrendSeries of(Parameters parameters) {
        var quantity = parameters
                .text("quantity", text -> rated(text).isPresent() || isMeasure(text), "must be tension, pain, stress or a measure")
                .orElse(Quantity.TENSION.wire());
        var side = parameters.text(
                "side", text -> SeriesWanted.sidesNamed(text).isPresent(), "must be left, right, both or any");
        var regions = parameters.texts(
                "region", MOST_REGIONS, TrendSeries::isRegion, "must be primary or one of the regions of the catalogue");
        var rated = rated(quantity);
        if (rated.isEmpty() || rated.get() == Quantity.STRESS) {
            if (!regions.isEmpty()) {
                parameters.fault("region", "NOT_APPLICABLE", quantity + " has no region");
            }
            return new TrendSeries(quantity, List.of(whole(quantity, rated, side.orElse("both"))));
        }
        if (regions.isEmpty() && parameters.areFine("region")) {
            parameters.fault("region", "REQUIRED", "is required: primary or one of the regions of the catalogue");
        }
        if (regions.contains(PRIMARY) && !side.orElse(ANY).equals(ANY)) {
            parameters.fault("side", "NOT_APPLICABLE", "the primary region is of any side");
        }
        return new TrendSeries(
                quantity,
                regions.stream()
                        .map(region -> region(rated.get(), region, side))
                        .toList());
    }

    private static Named whole(String quantity, Optional<Quantity> rated, String side) {
        var sides = SeriesWanted.sidesNamed(side).orElse(SeriesWanted.ANY);
        SeriesWanted wanted = rated.isPresent()
                ? new SeriesWanted.Rated(rated.get(), List.of(), sides)
                : new SeriesWanted.Measured(quantity, sides);
        return new Named("", side, wanted);
    }

    private static Named region(Quantity quantity, String region, Optional<String> side) {
        if (region.equals(PRIMARY)) {
            return new Named(region, ANY, new SeriesWanted.Rated(quantity, SeriesWanted.PRIMARY, SeriesWanted.ANY));
        }
        var named = side.orElse("both");
        var sides = SeriesWanted.sidesNamed(named).orElse(SeriesWanted.ANY);
        return new Named(region, named, new SeriesWanted.Rated(quantity, List.of(region), sides));
    }

    private static Optional<Quantity> rated(String name) {
        return Arrays.stream(Quantity.values())
                .filter(each -> each.wire().equals(name))
                .findFirst();
    }

    private static boolean isMeasure(String name) {
        return Catalog.v1().measure(name).isPresent();
    }

    private static boolean isRegion(String name) {
        return name.equals(PRIMARY) || Catalog.v1().hasRegion(name);
    }
}
