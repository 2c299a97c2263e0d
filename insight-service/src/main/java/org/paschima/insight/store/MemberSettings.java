package org.paschima.insight.store;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.paschima.contract.Consents;
import org.paschima.contract.Profile;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.FactCodec;

/**
 * The winning settings of a member, by kind, each as JSON in UTF-8. What was never set is not there.
 */
public record MemberSettings(Map<Kind, byte[]> winning) {

    /** The facts about a member that are fully replaced. */
    public enum Kind {
        PROFILE("profile"),
        CONSENTS("consents"),
        SCREENING("screening");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    public MemberSettings {
        winning = Map.copyOf(winning);
    }

    /** The winning profile; empty when none was ever set. */
    public Optional<Profile> profile() {
        return decoded(Kind.PROFILE, FactCodec::profile);
    }

    /** The winning consents; empty when none were ever given or withdrawn. */
    public Optional<Consents> consents() {
        return decoded(Kind.CONSENTS, FactCodec::consents);
    }

    /** The winning screening; empty when it was never answered. */
    public Optional<Screening> screening() {
        return decoded(Kind.SCREENING, FactCodec::screening);
    }

    /** It was decoded when it was folded, so it decodes again. */
    private <T> Optional<T> decoded(Kind kind, Function<byte[], T> codec) {
        return Optional.ofNullable(winning.get(kind)).map(codec);
    }
}
