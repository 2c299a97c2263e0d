package org.paschima.insight.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.paschima.contract.MemberId;
import org.paschima.insight.domain.change.Tier;
import org.paschima.insight.domain.change.Verdict;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.RecordedDays;
import org.paschima.insight.store.Snapshot;
import org.paschima.insight.store.Statement;
import org.paschima.insight.store.Statements;
import org.paschima.insight.wording.Sentence;
import org.paschima.insight.wording.Template;

/** What the questions about change have in common: the region, the member's days and zone, and noting what is said. */
final class ChangeQuestion {

    /** The furthest from UTC that a zone is, ahead or behind, in days. */
    private static final int ZONE_DAYS = 1;

    private static final Set<Template> TOO_LITTLE = EnumSet.of(
            Template.CHANGE_NOT_ENOUGH_DATA,
            Template.CHANGE_NOT_ENOUGH_COMMON_HOURS,
            Template.CHANGE_NOT_ENOUGH_ALIKE,
            Template.CHANGE_NO_REPORTS);

    private final MemberHistory history;
    private final Statements statements;
    private final InstantSource clock;

    ChangeQuestion(MemberHistory history, Statements statements, InstantSource clock) {
        this.history = history;
        this.statements = statements;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** The earliest day that can be yesterday where the member is, wherever that is. */
    LocalDate earliestYesterday(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1L + ZONE_DAYS);
    }

    /** The latest day that can be today. */
    LocalDate latestToday(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(ZONE_DAYS);
    }

    /** The last day that has ended where the member is; in UTC for a member never seen. */
    static LocalDate yesterday(Instant now, Snapshot<RecordedDays> seen) {
        ZoneId zone = seen.content().zone().orElse(ZoneOffset.UTC);
        return now.atZone(zone).toLocalDate().minusDays(1);
    }

    Snapshot<RecordedDays> days(MemberId member, LocalDate from, LocalDate to) {
        return history.days(member, from, to, Set.of(DayPart.RATINGS));
    }

    /** Notes a sentence about a verdict before it is said. That there is too little to say anything is not noted. */
    void note(
            MemberId member, String region, Verdict verdict, Tier tier, Sentence sentence, Instant now, long revision) {
        if (TOO_LITTLE.contains(sentence.template())) {
            return;
        }
        var statement = new Statement(
                sentence.language(),
                region,
                sentence.template().id(),
                sentence.text(),
                sentence.values(),
                verdict.conclusion().name(),
                tier.name(),
                verdict.days(),
                verdict.window().first(),
                verdict.window().last(),
                Verdict.METHOD,
                Verdict.ALGORITHM_VERSION);
        statements.note(member, List.of(statement), now, revision);
    }
}
