package org.paschima.simulator;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.paschima.contract.MemberId;
import org.paschima.contract.Profile;

/** A studio of seeded members: the same seed, size and days give the same records, byte for byte. */
public final class Studio {

    private static final String ALGORITHM = "L64X128MixRandom";

    private Studio() {}

    /**
     * Members {@code m-0001} and so on, each with a history of {@code days} local days that ends with {@code lastDay}.
     *
     * @param lastDay the last local day that may hold records
     */
    public static List<SimulatedMember> members(String tenant, long seed, int count, LocalDate lastDay, int days) {
        var members = new ArrayList<SimulatedMember>();
        for (int i = 1; i <= count; i++) {
            members.add(member(tenant, seed, i, lastDay, days));
        }
        return members;
    }

    /** One member alone; it does not depend on how many there are. */
    public static SimulatedMember member(String tenant, long seed, int number, LocalDate lastDay, int days) {
        var random = RandomGeneratorFactory.of(ALGORITHM).create(seed * 1_000_003 + number);
        var traits = Traits.draw(random);
        var id = new MemberId(tenant, String.format("m-%04d", number));
        var profile = new Profile(traits.zone(), LocalTime.of(4, 0), "en", null, 1);
        return new SimulatedMember(id, profile, new History(traits, random).of(lastDay.minusDays(days - 1L), days));
    }
}
