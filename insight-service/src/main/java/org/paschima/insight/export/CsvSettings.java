package org.paschima.insight.export;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Profile;
import org.paschima.contract.ZoneNames;
import org.paschima.insight.export.CsvLines.Column;
import org.paschima.insight.store.MemberSettings;

/** The lines of settings, which have no time. */
final class CsvSettings {

    private final CsvLines line;

    CsvSettings(CsvLines line) {
        this.line = line;
    }

    void write(MemberSettings settings) throws IOException {
        var profile = settings.profile().orElse(null);
        if (profile != null) {
            profile(profile);
        }
        var consents = settings.consents().orElse(null);
        if (consents != null) {
            for (var purpose : consents.byPurpose().entrySet()) {
                consent(consents, purpose.getKey(), purpose.getValue());
            }
        }
        var screening = settings.screening().orElse(null);
        if (screening != null) {
            for (var condition : screening.conditions()) {
                setting(MemberSettings.Kind.SCREENING, screening.version(), "condition", condition);
                line.endLine();
            }
        }
    }

    private void profile(Profile profile) throws IOException {
        inProfile(profile, "zone", null);
        line.set(Column.ZONE, ZoneNames.inTables(profile.zone()));
        line.endLine();
        inProfile(profile, "day-start", profile.dayStart().toString());
        line.endLine();
        if (profile.language() != null) {
            inProfile(profile, "language", profile.language());
            line.endLine();
        }
        if (profile.birthYear() != null) {
            inProfile(profile, "birth-year", null);
            line.number(Column.VALUE, profile.birthYear());
            line.endLine();
        }
        for (var weekday : profile.rest().weekdays()) {
            inProfile(profile, "rest-day", weekday.name().toLowerCase(Locale.ROOT));
            line.endLine();
        }
        for (var away : profile.rest().away()) {
            inProfile(profile, "away", away.from() + "/" + away.to());
            line.endLine();
        }
        for (var group : profile.groups()) {
            inProfile(profile, "group", group);
            line.endLine();
        }
    }

    private void inProfile(Profile profile, String entry, @Nullable String name) {
        setting(MemberSettings.Kind.PROFILE, profile.version(), entry, name);
    }

    private void consent(Consents consents, String purpose, boolean isGiven) throws IOException {
        setting(MemberSettings.Kind.CONSENTS, consents.version(), "consent", purpose);
        line.number(Column.VALUE, isGiven ? 1 : 0);
        line.endLine();
    }

    private void setting(MemberSettings.Kind kind, long version, String entry, @Nullable String name) {
        line.set(Column.KIND, kind.wire());
        line.set(Column.VERSION, Long.toString(version));
        line.set(Column.ENTRY, entry);
        line.text(Column.NAME, name);
    }
}
