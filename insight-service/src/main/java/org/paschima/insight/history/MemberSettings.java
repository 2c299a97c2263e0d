package org.paschima.insight.history;

import java.util.Map;
import java.util.Optional;
import org.paschima.contract.Profile;
import org.paschima.contract.codec.SettingsCodec;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Reading;

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
        return Optional.ofNullable(winning.get(Kind.PROFILE)).map(MemberSettings::profile);
    }

    /** It was decoded when it was folded, so it decodes again. */
    private static Profile profile(byte[] json) {
        try {
            var problems = new Problems();
            if (JsonReader.read(json) instanceof Json.Obj object) {
                var profile = SettingsCodec.profile(new Fields(object, "", problems, Reading.LOG), problems);
                if (profile != null) {
                    return profile;
                }
            }
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("a stored profile is not JSON any more", e);
        }
        throw new IllegalStateException("a stored profile cannot be decoded any more");
    }
}
