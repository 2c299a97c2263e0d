package org.paschima.simulator;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;

/** How a member notices tension: the latent value with noise, rounded to the scale (domain.md §6.2). */
final class Senses {

    private final Latent latent;
    private final double sd;
    private final RandomGenerator random;

    Senses(Latent latent, Parameters table, RandomGenerator random) {
        this.latent = latent;
        this.sd = table.of(Parameter.NOISE_MEASUREMENT_SD);
        this.random = random;
    }

    Tension rated(String region, ZonedDateTime at) {
        double felt = latent.at(region, at.toInstant(), at.getZone()) + sd * random.nextGaussian();
        return new Tension(region, Side.BOTH, Draws.rating(felt));
    }

    List<Tension> rated(List<String> regions, ZonedDateTime at) {
        var ratings = new ArrayList<Tension>();
        regions.forEach(region -> ratings.add(rated(region, at)));
        return ratings;
    }
}
