package org.paschima.notify.mongo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Position;
import org.paschima.contract.Profile;
import org.paschima.contract.Rank;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.SettingsCodec;
import org.paschima.contract.json.JsonWriter;
import org.paschima.notify.domain.Busy;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.NudgeHistory;
import org.paschima.notify.domain.Postponed;
import org.paschima.notify.domain.Ranked;
import org.paschima.notify.domain.RecentRecords;
import org.paschima.notify.domain.RememberedRecord;
import org.paschima.notify.domain.RememberedRecord.What;
import org.paschima.notify.domain.ReportedSymptom;
import org.paschima.notify.domain.Settings;
import org.paschima.notify.domain.Snooze;
import org.paschima.notify.domain.Standing;
import org.paschima.notify.domain.Standing.PlanHeld;

/**
 * A member's state as a document, and back, exactly: instants are texts, since a date of MongoDB holds milliseconds only.
 * Beside the state stand its partition and when it is due, by which the owner finds it.
 */
final class MemberDocument {

    private static final AlikeSettings<Profile> PROFILES = new AlikeSettings<>(FactCodec::profile);
    private static final AlikeSettings<Consents> CONSENTS = new AlikeSettings<>(FactCodec::consents);
    private static final AlikeSettings<Screening> SCREENINGS = new AlikeSettings<>(FactCodec::screening);
    private static final AlikeSettings<NudgePlan> PLANS = new AlikeSettings<>(FactCodec::nudgePlan);

    private MemberDocument() {}

    static Document write(String key, int partition, MemberState state) {
        var nextDue = state.nextDue();
        return new Document("_id", key)
                .append("rev", state.rev())
                .append("partition", partition)
                .append("nextDue", nextDue.map(Date::from).orElse(null))
                .append(
                        "slotMinutes",
                        nextDue.map(due -> List.copyOf(state.slotMinutes(due))).orElse(List.of()))
                .append("reaches", state.reaches().map(Date::from).orElse(null))
                .append("holdsUntil", state.holdsUntil().map(Date::from).orElse(null))
                .append("settings", settings(state.settings()))
                .append("standing", standing(state.standing()))
                .append("seen", recent(state.records()))
                .append("reports", ReportDocuments.write(state.reports()))
                .append("course", history(state.history()))
                .append("learning", LearningDocuments.write(state.learning()));
    }

    static MemberState read(Document document) {
        return new MemberState(
                document.getLong("rev"),
                settings(document.get("settings", Document.class)),
                standing(document.get("standing", Document.class)),
                recent(document.get("seen", Document.class)),
                ReportDocuments.read(document.get("reports", Document.class)),
                history(document.get("course", Document.class)),
                LearningDocuments.read(document.get("learning", Document.class)));
    }

    // --- settings: the JSON of the contract, with the rank it won by

    private static Document settings(Settings settings) {
        var zones = settings.zones();
        return new Document(
                        "profile", ranked(settings.profile(), v -> JsonWriter.bytes(j -> SettingsCodec.write(j, v))))
                .append("zones", zones == null ? null : ZoneDocuments.write(zones))
                .append("consents", ranked(settings.consents(), v -> JsonWriter.bytes(j -> SettingsCodec.write(j, v))))
                .append(
                        "screening",
                        ranked(settings.screening(), v -> JsonWriter.bytes(j -> SettingsCodec.write(j, v))))
                .append("plan", ranked(settings.plan(), v -> JsonWriter.bytes(j -> SettingsCodec.write(j, v))));
    }

    private static Settings settings(Document document) {
        var zones = document.get("zones", Document.class);
        return new Settings(
                ranked(document, "profile", PROFILES),
                zones == null ? null : ZoneDocuments.read(zones),
                ranked(document, "consents", CONSENTS),
                ranked(document, "screening", SCREENINGS),
                ranked(document, "plan", PLANS));
    }

    private static <T> @Nullable Document ranked(@Nullable Ranked<T> ranked, Function<T, byte[]> json) {
        return ranked == null
                ? null
                : rank(ranked.rank()).append("json", new String(json.apply(ranked.value()), StandardCharsets.UTF_8));
    }

    private static <T> @Nullable Ranked<T> ranked(Document parent, String name, AlikeSettings<T> settings) {
        var document = parent.get(name, Document.class);
        return document == null ? null : new Ranked<>(rank(document), settings.of(document.getString("json")));
    }

    static Document rank(Rank rank) {
        return new Document("version", rank.version())
                .append("deleted", rank.deleted())
                .append("digest", rank.digest());
    }

    static Rank rank(Document document) {
        return new Rank(document.getLong("version"), document.getBoolean("deleted"), document.getString("digest"));
    }

    // --- since when it holds; a document of before has none of it

    private static Document standing(Standing standing) {
        var slots = new Document();
        standing.slots().forEach((slot, since) -> slots.append(slot.toString(), since.toString()));
        return new Document("from", text(standing.from()))
                .append("slots", slots)
                .append("triggers", text(standing.triggers()))
                .append(
                        "plans",
                        standing.plans().stream().map(MemberDocument::plan).toList());
    }

    private static Standing standing(@Nullable Document document) {
        if (document == null) {
            return Standing.ALWAYS;
        }
        var slots = new TreeMap<LocalTime, Instant>();
        document.get("slots", Document.class)
                .forEach((slot, since) -> slots.put(LocalTime.parse(slot), Instant.parse((String) since)));
        var plans = document.containsKey("plans")
                ? document.getList("plans", Document.class).stream()
                        .map(plan -> new PlanHeld(plan.getLong("offset"), plan.getString("tag")))
                        .toList()
                // Before, their offsets alone were kept.
                : document.getList("plansAt", Long.class, List.of()).stream()
                        .map(offset -> new PlanHeld(offset, null))
                        .toList();
        return new Standing(instant(document, "from"), slots, instant(document, "triggers"), plans);
    }

    private static Document plan(PlanHeld plan) {
        return new Document("offset", plan.offset()).append("tag", plan.tag());
    }

    // --- what was recent

    private static Document recent(RecentRecords recent) {
        var kept = new ArrayList<Document>();
        recent.byId().forEach((id, record) -> {
            var document = rank(record.rank()).append("record", id).append("at", text(record.at()));
            switch (record.what()) {
                case What.Practised(var end) ->
                    document.append("what", "practised").append("end", text(end));
                case What.Felt(var frontBack, var position) -> {
                    document.append("what", "felt").append("frontBack", frontBack);
                    if (position != null) {
                        document.append("position", position.name());
                    }
                }
                case What.Stated(var statement, var offset, var byMember) ->
                    document.append("what", "stated")
                            .append("statement", statement.name())
                            .append("offset", offset)
                            .append("byMember", byMember);
                case What.Nothing() -> document.append("what", "nothing");
            }
            kept.add(document);
        });
        var symptoms = recent.symptoms().stream()
                .map(s -> rank(s.rank())
                        .append("record", s.record())
                        .append("code", s.code())
                        .append("at", text(s.at()))
                        .append("offset", s.offset()))
                .toList();
        return new Document("traces", kept).append("symptoms", symptoms);
    }

    private static RecentRecords recent(Document document) {
        var kept = new TreeMap<String, RememberedRecord>();
        for (var record : document.getList("traces", Document.class)) {
            kept.put(record.getString("record"), new RememberedRecord(rank(record), at(record, "at"), what(record)));
        }
        var symptoms = document.getList("symptoms", Document.class).stream()
                .map(s -> new ReportedSymptom(
                        s.getString("record"),
                        s.getString("code"),
                        at(s, "at"),
                        s.containsKey("version") ? rank(s) : ReportedSymptom.UNKNOWN_RANK,
                        s.get("offset", FactPosition.BEFORE_ALL)))
                .toList();
        return new RecentRecords(kept, symptoms);
    }

    private static What what(Document record) {
        return switch (record.getString("what")) {
            case "practised" -> new What.Practised(instant(record, "end"));
            case "felt" ->
                new What.Felt(
                        record.getInteger("frontBack"),
                        record.getString("position") == null ? null : Position.valueOf(record.getString("position")));
            // One that was kept before the mark was: nobody knows who sent it, so it ends nothing.
            case "stated" ->
                new What.Stated(
                        Statement.valueOf(record.getString("statement")),
                        record.get("offset", FactPosition.BEFORE_ALL),
                        record.getBoolean("byMember", false));
            case "nothing" -> new What.Nothing();
            default -> throw new IllegalStateException("unknown trace: " + record.getString("what"));
        };
    }

    // --- the history of nudges

    private static Document history(NudgeHistory history) {
        var nudges = history.nudges().stream().map(SentNudgeDocuments::write).toList();
        return new Document("nudges", nudges)
                .append("snoozedUntil", text(history.snoozedUntil()))
                .append("nextSeq", history.nextSeq())
                .append("decidedThrough", text(history.decidedThrough()))
                .append("actions", history.actions())
                .append("availablePoints", history.availablePoints())
                .append("ignoredInARow", history.ignoredInARow())
                .append("restUntil", text(history.restUntil()))
                .append("decided", history.decided())
                .append("snoozedBy", history.snoozedBy())
                .append("snoozesMade", history.snooze().made())
                .append("askedAt", text(history.patience().askedAt()))
                .append("postponed", postponed(history.postponed()))
                .append("dismissed", TasteDocuments.write(history.dismissals()))
                .append("pause", TasteDocuments.write(history.pause()));
    }

    private static NudgeHistory history(Document document) {
        var nudges = document.getList("nudges", Document.class).stream()
                .map(SentNudgeDocuments::read)
                .toList();
        return new NudgeHistory(
                nudges,
                document.getLong("nextSeq"),
                new Snooze(
                        instant(document, "snoozedUntil"),
                        document.getString("snoozedBy"),
                        document.getList("snoozesMade", String.class, List.of())),
                new NudgeHistory.Decided(
                        instant(document, "decidedThrough"),
                        document.getString("actions"),
                        document.getInteger("availablePoints"),
                        document.getList("decided", String.class),
                        postponed(document.get("postponed", Document.class))),
                new NudgeHistory.Patience(
                        document.getInteger("ignoredInARow"),
                        instant(document, "restUntil"),
                        instant(document, "askedAt")),
                TasteDocuments.dismissals(document),
                TasteDocuments.pause(document));
    }

    private static @Nullable Document postponed(@Nullable Postponed postponed) {
        return postponed == null
                ? null
                : new Document("key", postponed.key())
                        .append("from", text(postponed.by().from()))
                        .append("until", text(postponed.by().until()));
    }

    private static @Nullable Postponed postponed(@Nullable Document document) {
        return document == null
                ? null
                : new Postponed(document.getString("key"), new Busy(at(document, "from"), at(document, "until")));
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static @Nullable Instant instant(Document document, String name) {
        var text = document.getString(name);
        return text == null ? null : Instant.parse(text);
    }

    static Instant at(Document document, String name) {
        return Instant.parse(document.getString(name));
    }
}
