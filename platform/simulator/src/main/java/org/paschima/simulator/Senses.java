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
    private final Manner manner;
    private final double sd;
    private final RandomGenerator random;

    Senses(Latent latent, Model model, RandomGenerator random) {
        this.latent = latent;
        this.manner = model.manner();
        this.sd = model.parameters().of(Parameter.NOISE_MEASUREMENT_SD);
        this.random = random;
    }

    Tension rated(String region, ZonedDateTime at) {
        return rated(new Manner.Rated(region, Side.BOTH, 0), at);
    }

    Tension rated(Manner.Rated what, ZonedDateTime at) {
        double noise = manner == Manner.HEAVY_TAILS ? Draws.heavyTailed(random) : random.nextGaussian();
        double felt = latent.at(what.region(), at.toInstant(), at.getZone()) + what.offset() + sd * noise;
        return new Tension(what.region(), what.side(), manner.rating(felt));
    }

    List<Tension> rated(List<String> regions, ZonedDateTime at) {
        var ratings = new ArrayList<Tension>();
        regions.forEach(region -> ratings.add(rated(region, at)));
        return ratings;
    }
}
