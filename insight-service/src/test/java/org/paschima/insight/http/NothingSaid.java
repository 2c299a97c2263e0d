package org.paschima.insight.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.MemberId;
import org.paschima.insight.freshness.AsOf;
import org.paschima.insight.history.Seen;
import org.paschima.insight.statement.SaidMark;
import org.paschima.insight.statement.SaidPage;
import org.paschima.insight.statement.Statement;
import org.paschima.insight.statement.Statements;

/** Nothing was ever said, and nothing may be: of a member never seen there is nothing to say. */
final class NothingSaid implements Statements {

    @Override
    public void note(MemberId member, Collection<Statement> statements, Instant at, long revision) {
        throw new AssertionError("said of a member never seen: " + statements);
    }

    @Override
    public Seen<SaidPage> list(MemberId member, LocalDate from, LocalDate to, Optional<SaidMark> after, int limit) {
        return new Seen<>(new AsOf(0, -1), 0, new SaidPage(List.of(), Optional.empty()));
    }
}
