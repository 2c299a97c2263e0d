package org.paschima.insight.http;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.paschima.contract.MemberId;
import org.paschima.http.Blocking;
import org.paschima.http.FreshReads;
import org.paschima.http.Route;
import org.paschima.insight.domain.experiment.FairCoin;
import org.paschima.insight.experiment.SelfExperiments;
import org.paschima.insight.store.DecidedMembers;
import org.paschima.insight.store.Decisions;
import org.paschima.insight.store.Experiments;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.MemberNews;
import org.paschima.insight.store.ParkedRecords;
import org.paschima.insight.store.Populations;
import org.paschima.insight.store.Statements;
import org.paschima.insight.studio.CohortReads;
import org.paschima.log.Reach;

/** All that insight-service answers. */
public final class InsightRoutes {

    private InsightRoutes() {}

    /**
     * The routes.
     *
     * @param blocking the threads that ask the store
     * @param exports the threads that write exports, as slowly as they are read
     * @param partitionOf the partition of the member log that holds a member's facts
     * @param slices what bounds long work and memory, one for the process
     * @param news of members
     * @param waiting how many may wait for news at once
     */
    public static List<Route> all(
            MemberHistory history,
            Statements statements,
            Populations populations,
            Experiments experiments,
            FairCoin coin,
            Decisions decisions,
            FreshReads freshness,
            Blocking blocking,
            Blocking exports,
            InstantSource clock,
            ToIntFunction<MemberId> partitionOf,
            Slices slices,
            MemberNews news,
            int waiting) {
        var fresh = new FreshRoute(freshness, blocking, slices, partitionOf);
        var routes = new ArrayList<Route>();
        routes.add(new TrendsRoute(history, slices, clock).route(fresh));
        routes.add(new TrendColumnsRoute(history, slices).route(fresh));
        routes.add(new DayRoute(history).route(fresh));
        routes.add(new BalanceRoute(history, slices).route(fresh));
        routes.add(new PatternsRoute(history, slices, clock).route(fresh));
        routes.add(new HabitRoute(history, slices, clock).route(fresh));
        routes.add(new HelpsRoute(history, populations, slices, clock).route(fresh));
        routes.addAll(new ExperimentRoutes(new SelfExperiments(experiments, history, coin), experiments, history, clock)
                .routes(fresh));
        routes.addAll(new RecordRoutes(history).routes(fresh));
        var change = new ChangeQuestion(history, statements, clock);
        routes.add(new VerdictRoute(change).route(fresh));
        routes.add(new LooksRoute(change, slices).route(fresh));
        routes.add(new StatementsRoute(statements).route(fresh));
        routes.add(new SummaryRoute(history, populations, change, slices, clock).route(fresh));
        routes.add(new TodayRoute(history, change, clock).route(fresh));
        routes.add(new SettingsRoute(history).route(fresh));
        routes.add(new ChangesRoute(history, news, blocking, partitionOf, waiting).route());
        routes.add(new ExportRoute(
                        history,
                        exports,
                        slices,
                        List.of(
                                ExportSections.statements(statements),
                                ExportSections.experiments(experiments),
                                ExportSections.decisions(decisions)))
                .route(fresh));
        return List.copyOf(routes);
    }

    /**
     * The routes about a studio as a whole, for its staff.
     *
     * @param reach up to when the member log is folded
     */
    public static List<Route> ofStudio(
            DecidedMembers decided,
            CohortReads cohorts,
            Supplier<CompletionStage<Reach>> reach,
            ParkedRecords parked,
            FreshReads freshness,
            Blocking blocking,
            InstantSource clock,
            ToIntFunction<MemberId> partitionOf,
            Slices slices) {
        var fresh = new FreshRoute(freshness, blocking, slices, partitionOf);
        var routes = new ArrayList<Route>();
        routes.add(new NudgeEffectRoute(decided, clock).route(fresh));
        routes.addAll(new CohortsRoute(cohorts, clock).routes(fresh));
        routes.add(new FoldRoute(reach, parked).route(fresh));
        return List.copyOf(routes);
    }
}
