package org.paschima.insight.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.insight.store.Snapshot;
import org.paschima.insight.store.Statement;
import org.paschima.insight.store.StatementMark;
import org.paschima.insight.store.StatementPage;
import org.paschima.insight.store.Statements;

/** Nothing was ever said, and nothing may be: of a member never seen there is nothing to say. */
final class NoStatements implements Statements {

    @Override
    public void note(MemberId member, Collection<Statement> statements, Instant at, long revision) {
        throw new AssertionError("said of a member never seen: " + statements);
    }

    @Override
    public Snapshot<StatementPage> list(
            MemberId member, LocalDate from, LocalDate to, Optional<StatementMark> after, int limit) {
        return new Snapshot<>(new LogPosition(0, -1), 0, new StatementPage(List.of(), Optional.empty()));
    }
}
