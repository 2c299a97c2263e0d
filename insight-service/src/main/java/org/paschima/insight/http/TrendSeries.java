package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.paschima.contract.catalog.Catalog;
import org.paschima.http.QueryParameters;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.trend.SideFilter;
import org.paschima.insight.domain.trend.Trend.Subject;

/** Reads which series a trend is asked for: quantity, regions, side. */
record TrendSeries(String quantity, List<Named> named) {

    private static final String TENSION = "tension";
    private static final String PAIN = "pain";
    private static final String STRESS = "stress";

    /**
     * A series with the client's word for its region.
     *
     * @param region empty for what has none
     */
    record Named(String region, Subject subject) {

        /** Into the object of a series: which one it is. */
        void write(JsonGenerator json) throws IOException {
            if (subject instanceof Subject.Regions(var _, var _, var side)) {
                json.writeStringField("region", region);
                json.writeStringField("side", side.wire());
            }
        }
    }

    static TrendSeries of(QueryParameters parameters) {
        var quantity = parameters
                .text(
                        "quantity",
                        TrendSeries::isQuantity,
                        "must be tension, pain, stress or a measure of the catalogue")
                .orElse(TENSION);
        var side = parameters
                .text("side", text -> side(text).isPresent(), "must be left, right, both or any")
                .flatMap(TrendSeries::side);
        var regions = RegionParameter.all(parameters);
        return quantity.equals(TENSION) || quantity.equals(PAIN)
                ? ofRegions(quantity, regions, side, parameters)
                : ofTheWhole(quantity, regions, side, parameters);
    }

    /** One region's tension; primary when none is named. */
    static Named oneOfTension(QueryParameters parameters) {
        var region = RegionParameter.one(parameters);
        var side = parameters
                .text("side", text -> side(text).isPresent(), "must be left, right, both or any")
                .flatMap(TrendSeries::side);
        return ofRegions(TENSION, List.of(region), side, parameters).named().getFirst();
    }

    private static TrendSeries ofRegions(
            String quantity, List<String> regions, Optional<SideFilter> side, QueryParameters parameters) {
        if (regions.isEmpty() && parameters.areFine("region")) {
            RegionParameter.noteMissing(parameters);
        }
        if (regions.contains(RegionParameter.PRIMARY) && side.isPresent() && side.get() != SideFilter.ANY) {
            parameters.fault("side", "NOT_APPLICABLE", "the primary region is of any side");
        }
        boolean pain = quantity.equals(PAIN);
        return new TrendSeries(
                quantity,
                regions.stream()
                        .map(region -> new Named(
                                region,
                                region.equals(RegionParameter.PRIMARY)
                                        ? new Subject.Regions(pain, PrimaryRegions.ALL, SideFilter.ANY)
                                        : new Subject.Regions(pain, Set.of(region), side.orElse(SideFilter.BOTH))))
                        .toList());
    }

    private static TrendSeries ofTheWhole(
            String quantity, List<String> regions, Optional<SideFilter> side, QueryParameters parameters) {
        if (!regions.isEmpty()) {
            parameters.fault("region", "NOT_APPLICABLE", quantity + " has no region");
        }
        if (side.isPresent() && side.get() != SideFilter.ANY) {
            parameters.fault("side", "NOT_APPLICABLE", quantity + " is given for all sides together");
        }
        var subject = quantity.equals(STRESS) ? new Subject.Stress() : new Subject.Measure(quantity);
        return new TrendSeries(quantity, List.of(new Named("", subject)));
    }

    private static boolean isQuantity(String name) {
        return Set.of(TENSION, PAIN, STRESS).contains(name)
                || Catalog.v1().measure(name).isPresent();
    }

    private static Optional<SideFilter> side(String name) {
        return Arrays.stream(SideFilter.values())
                .filter(each -> each.wire().equals(name))
                .findFirst();
    }
}
