package org.paschima.insight.mongo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.Rank;
import org.paschima.contract.codec.Decoded;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.HeldSetting;
import org.paschima.contract.codec.SettingsCodec;
import org.paschima.contract.json.JsonWriter;
import org.paschima.insight.store.MemberSettings;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.store.mongo.Parking;

/**
 * What a batch says, reduced to the highest rank per record and per setting; but of symptom reports every version counts
 * (domain.md §5.1).
 */
final class Changes {

    private final Map<String, RecordChange> records = new LinkedHashMap<>();
    private final Map<String, SettingChange> settings = new LinkedHashMap<>();
    private final List<RecordChange> symptomReports = new ArrayList<>();
    private final List<PlanChange> planChanges = new ArrayList<>();
    private int unknown;

    /** A version of a record, or its deletion. */
    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    record RecordChange(String key, MemberId member, Fact.OfRecord fact, long offset, byte[] json) {
        Rank rank() {
            return fact.rank();
        }
    }

    /** A version of a setting. */
    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    record SettingChange(String key, MemberId member, Fact.OfMember fact, long offset, byte[] json) {
        Rank rank() {
            return fact.rank();
        }

        /** Of this and a later one, what holds. */
        SettingChange then(SettingChange later) {
            var held = HeldSetting.of(fact, later.fact);
            return held.equals(fact) ? this : later.with(held);
        }

        /** Where {@code before} held, what holds with this; empty when it changes nothing. */
        Optional<SettingChange> after(Fact.OfMember before) {
            var held = HeldSetting.of(before, fact);
            return held.equals(before) ? Optional.empty() : Optional.of(with(held));
        }

        private SettingChange with(Fact.OfMember held) {
            if (held.equals(fact)) {
                return this;
            }
            if (held instanceof Fact.ConsentsChanged(var consents, var _)) {
                var both = JsonWriter.bytes(json -> SettingsCodec.write(json, consents));
                return new SettingChange(key, member, held, offset, both);
            }
            throw new IllegalStateException("of two settings one holds");
        }
    }

    /**
     * A version of a nudge plan.
     *
     * @param content digest of what it says, whatever its version
     */
    @SuppressWarnings("ArrayRecordComponent") // compared where it is stored
    record PlanChange(MemberId member, Rank rank, long offset, long epochSecond, byte[] content) {
        static PlanChange of(MemberId member, Fact.NudgePlanChanged fact, LogEntry entry) {
            var plan = fact.plan();
            var digest = FactCodec.changed(plan.unversioned()).rank().digest();
            return new PlanChange(
                    member,
                    fact.rank(),
                    entry.offset(),
                    Math.floorDiv(entry.timestamp(), 1_000L),
                    digest.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Changes() {}

    static Changes of(Batch batch, Parking parking) {
        var changes = new Changes();
        for (var entry : batch.entries()) {
            switch (FactCodec.decode(entry.key(), entry::header, entry.value())) {
                case Decoded.Known(var member, var fact) -> changes.add(member, fact, entry);
                case Decoded.Unknown _ -> changes.unknown++;
                case Decoded.Undecodable(var reason) -> parking.park(entry, reason);
            }
        }
        return changes;
    }

    private void add(MemberId member, Fact fact, LogEntry entry) {
        var json = entry.value();
        if (json == null) {
            return; // decoded, so it has a value
        }
        switch (fact) {
            case Fact.OfRecord ofRecord -> {
                var key = Keys.record(member, ofRecord.id());
                var change = new RecordChange(key, member, ofRecord, entry.offset(), json);
                if (ofRecord instanceof Fact.Recorded(SymptomReport _, var _)) {
                    symptomReports.add(change);
                }
                records.merge(key, change, (before, now) -> now.rank().beats(before.rank()) ? now : before);
            }
            case Fact.NudgePlanChanged plan -> planChanges.add(PlanChange.of(member, plan, entry));
            case Fact.OfMember ofMember -> {
                var kind = kindOf(ofMember);
                if (kind != null) {
                    var key = Keys.setting(member, kind);
                    settings.merge(
                            key, new SettingChange(key, member, ofMember, entry.offset(), json), SettingChange::then);
                }
            }
            case Fact.NudgeFateReported _, Fact.NudgesResumed _, Fact.NudgesPaused _, Fact.CareDismissed _ -> {
                // nothing that is answered here depends on it
            }
        }
    }

    private static MemberSettings.@Nullable Kind kindOf(Fact.OfMember fact) {
        return switch (fact) {
            case Fact.ProfileChanged _ -> MemberSettings.Kind.PROFILE;
            case Fact.ConsentsChanged _ -> MemberSettings.Kind.CONSENTS;
            case Fact.ScreeningChanged _ -> MemberSettings.Kind.SCREENING;
            case Fact.NudgePlanChanged _ -> null; // what it says is notify-service's
        };
    }

    Collection<RecordChange> records() {
        return records.values();
    }

    /** In the order of the log, those that lost among them. */
    List<RecordChange> symptomReports() {
        return symptomReports;
    }

    /** In the order of the log, those that lost among them. */
    List<PlanChange> planChanges() {
        return planChanges;
    }

    Collection<SettingChange> settings() {
        return settings.values();
    }

    /** How many entries are of types that only a newer writer knows. */
    int unknown() {
        return unknown;
    }
}
