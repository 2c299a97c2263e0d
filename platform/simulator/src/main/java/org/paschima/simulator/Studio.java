package org.paschima.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.paschima.contract.MemberId;
import org.paschima.contract.Profile;

/**
 * A studio of seeded members: the same model, seed and days give the same records, byte for byte, however many members
 * there are and in whatever order they are made.
 */
public final class Studio {

    private Studio() {}

    /**
     * Members {@code m-0001} and so on of the whole model, each with a history of {@code days} local days that ends with
     * {@code lastDay}.
     *
     * @param lastDay the last local day that may hold records
     */
    public static List<SimulatedMember> members(String tenant, long seed, int count, LocalDate lastDay, int days) {
        var members = new ArrayList<SimulatedMember>();
        for (int number = 1; number <= count; number++) {
            members.add(member(tenant, seed, number, lastDay, days));
        }
        return members;
    }

    /** One member alone; it does not depend on how many there are. */
    public static SimulatedMember member(String tenant, long seed, int number, LocalDate lastDay, int days) {
        return member(Model.full(), tenant, seed, number, lastDay, days);
    }

    /** One member of a model. */
    public static SimulatedMember member(
            Model model, String tenant, long seed, int number, LocalDate lastDay, int days) {
        var streams = new Streams(seed, number);
        var first = lastDay.minusDays(days - 1L);
        var traits = Traits.draw(model, streams);
        var places = new Places(model, streams, first, days);
        var life = new Life(model, traits, places, streams, first);
        var records = life.days(days);
        var id = new MemberId(tenant, String.format(Locale.ROOT, "m-%04d", number));
        var profile = new Profile(places.home(), Latent.DAY_START, "en", traits.birthYear(), 1);
        return new SimulatedMember(id, profile, records, life.truth(model.changes()), model.parameters(), streams);
    }
}
