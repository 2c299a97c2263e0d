package org.paschima.insight.store;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Profile;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.SettingsCodec;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

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
        return decoded(Kind.PROFILE, SettingsCodec::profile);
    }

    /** The winning consents; empty when none were ever given or withdrawn. */
    public Optional<Consents> consents() {
        return decoded(Kind.CONSENTS, SettingsCodec::consents);
    }

    /** The winning screening; empty when it was never answered. */
    public Optional<Screening> screening() {
        return decoded(Kind.SCREENING, SettingsCodec::screening);
    }

    @FunctionalInterface
    private interface Codec<T> {
        @Nullable
        T read(Fields fields, Problems problems);
    }

    /** It was decoded when it was folded, so it decodes again. */
    private <T> Optional<T> decoded(Kind kind, Codec<T> codec) {
        var json = winning.get(kind);
        if (json == null) {
            return Optional.empty();
        }
        try {
            var problems = new Problems();
            if (JsonReader.read(json) instanceof Json.Obj object) {
                var decoded = codec.read(new Fields(object, "", problems, Strictness.LOG), problems);
                if (decoded != null) {
                    return Optional.of(decoded);
                }
            }
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("a stored setting is not JSON any more: " + kind, e);
        }
        throw new IllegalStateException("a stored setting cannot be decoded any more: " + kind);
    }
}
