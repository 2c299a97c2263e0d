package org.paschima.insight.http;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.paschima.contract.Identifiers;
import org.paschima.contract.Language;
import org.paschima.contract.MemberId;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.IdempotencyKey;
import org.paschima.http.JsonBody;
import org.paschima.http.Percent;
import org.paschima.http.Problem;
import org.paschima.http.Problem.Fault;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.experiment.Outcome;
import org.paschima.insight.domain.experiment.SelfExperiment;
import org.paschima.insight.domain.experiment.SelfExperiment.Draw;
import org.paschima.insight.domain.experiment.SelfExperiment.Drawn;
import org.paschima.insight.domain.helps.Pairs;
import org.paschima.insight.experiment.SelfExperiments;
import org.paschima.insight.experiment.SelfExperiments.Begun;
import org.paschima.insight.experiment.SelfExperiments.Decided;
import org.paschima.insight.experiment.SelfExperiments.Unsafe;
import org.paschima.insight.store.Experiments;
import org.paschima.insight.store.MemberHistory;

/**
 * Self-experiments: begin, draw, look, end. A 2xx to a write means that it is on the disks of a majority; sending the same
 * again with the same key gives the same answer.
 */
final class ExperimentRoutes {

    static final String ALL = "/v1/members/{member}/self-experiments";
    static final String ONE = ALL + "/{id}";
    static final String DRAWS = ONE + "/draws";
    static final String END = ONE + "/end";

    /** Drawing is a part of practising, and whoever may record a practice may ask what to practise. */
    static final String WRITE_SCOPE = "practice:write";

    private static final int MOST = 1_000;

    private final SelfExperiments experiments;
    private final Experiments kept;
    private final MemberHistory history;
    private final InstantSource clock;

    ExperimentRoutes(SelfExperiments experiments, Experiments kept, MemberHistory history, InstantSource clock) {
        this.experiments = experiments;
        this.kept = kept;
        this.history = history;
        this.clock = clock;
    }

    List<Route> routes(FreshRoute fresh) {
        return List.of(
                fresh.get(ALL, this::list),
                fresh.get(ONE, this::one),
                fresh.post(ALL, WRITE_SCOPE, this::begin),
                fresh.post(DRAWS, WRITE_SCOPE, this::draw),
                fresh.post(END, WRITE_SCOPE, this::end));
    }

    // --- begin

    private FreshRoute.Query begin(MemberId member, QueryParameters parameters, Call call) {
        var key = IdempotencyKey.of(call, parameters);
        var wanted = JsonBody.read(call, parameters, ExperimentRequests::begin);
        var id = key.map(name -> experiments.idOf(member, name)).orElseGet(() -> "x-" + UUID.randomUUID());
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var experiment = SelfExperiment.begun(
                id, wanted.first(), wanted.second(), wanted.region(), wanted.moment(), wanted.note(), now);
        return () -> switch (experiments.begin(member, experiment)) {
            case Begun.Kept(var begun) ->
                Answer.json(201, json -> ExperimentJson.head(json, begun)).header("Location", location(member, begun));
            case Begun.Refused(var because) -> refused(because);
            case Begun.AnotherIsOpen(var other) ->
                Answer.of(conflict("ANOTHER_IS_OPEN", "another experiment is open; end it first")
                        .withMember("experiment", other));
            case Begun.KeyWasUsed() -> Answer.of(conflict("KEY_WAS_USED", "the key was used for another request"));
        };
    }

    private static String location(MemberId member, SelfExperiment experiment) {
        return "/v1/members/" + Percent.encodeInPath(member.member()) + "/self-experiments/" + experiment.id();
    }

    private static Answer refused(List<Unsafe> because) {
        return Answer.of(Problem.validation(because.stream()
                .map(each -> Fault.pointer(
                        each.place() == null ? "/practices" : "/practices/" + each.place(), each.code(), each.detail()))
                .toList()));
    }

    private static Problem conflict(String reason, String detail) {
        return Problem.of(ProblemType.CONFLICT, detail).withMember("reason", reason);
    }

    private static Answer noSuchExperiment() {
        return Answer.of(Problem.of(ProblemType.NOT_FOUND, "there is no such experiment"));
    }

    // --- draw

    private FreshRoute.Query draw(MemberId member, QueryParameters parameters, Call call) {
        var id = call.path("id");
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var key = IdempotencyKey.of(call, parameters);
        var wanted = JsonBody.readIfAny(
                call, parameters, (fields, problems) -> ExperimentRequests.draw(fields, problems, now));
        var drawId =
                wanted.drawId().or(() -> key).orElseGet(() -> UUID.randomUUID().toString());
        return () -> {
            if (!Identifiers.isIdentifier(id)) {
                return noSuchExperiment();
            }
            return switch (experiments.draw(member, id, drawId, wanted.at().orElse(null), now)) {
                case Decided.NoSuchExperiment() -> noSuchExperiment();
                case Decided.Refused(var because) -> refused(because);
                case Decided.Answered(var drawn) -> answer(drawn);
            };
        };
    }

    private static Answer answer(Drawn drawn) {
        return switch (drawn) {
            case Drawn.New(var _, var draw) -> made(draw);
            case Drawn.Again(var draw) -> made(draw);
            case Drawn.Ended() -> Answer.of(conflict("ENDED", "the experiment has ended"));
            case Drawn.OtherTime(var draw) ->
                Answer.of(standing("DRAW_ID_WAS_USED", "the draw of this id was made at another time", draw));
            case Drawn.Standing(var draw) ->
                Answer.of(standing("DRAW_STANDS", "another draw is less than three hours away, and stands", draw));
            case Drawn.TooMany() ->
                Answer.of(conflict(
                        "TOO_MANY_DRAWS", "an experiment has " + SelfExperiment.MOST_DRAWS + " draws at most"));
            case Drawn.BeforeStart() ->
                Answer.of(Problem.validation(
                        List.of(Fault.pointer("/at", "RANGE", "at must not be before the experiment began"))));
        };
    }

    private static Answer made(Draw draw) {
        return Answer.json(201, json -> ExperimentJson.draw(json, draw));
    }

    private static Problem standing(String reason, String detail, Draw draw) {
        return conflict(reason, detail)
                .withMember("drawId", draw.id())
                .withMember("at", draw.at())
                .withMember("practice", draw.practice());
    }

    // --- end

    private FreshRoute.Query end(MemberId member, QueryParameters parameters, Call call) {
        var id = call.path("id");
        JsonBody.readIfAny(call, parameters, ExperimentRequests::nothing);
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return () -> found(id)
                .flatMap(known -> experiments.end(member, known, now))
                .<Answer>map(ended -> Answer.ok(json -> ExperimentJson.head(json, ended)))
                .orElseGet(ExperimentRoutes::noSuchExperiment);
    }

    private static Optional<String> found(String id) {
        return Identifiers.isIdentifier(id) ? Optional.of(id) : Optional.empty();
    }

    // --- look

    private FreshRoute.Query list(MemberId member, QueryParameters parameters, Call call) {
        return () -> {
            var seen = history.settings(member); // for the position; experiments are not on the log
            var all = kept.newest(member, MOST);
            long changes = all.stream().mapToLong(SelfExperiment::revision).sum();
            return FreshRoute.ok(seen, "e" + all.size() + "-" + changes, json -> {
                json.writeArrayFieldStart("items");
                for (var experiment : all) {
                    json.writeStartObject();
                    ExperimentJson.head(json, experiment);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        };
    }

    private FreshRoute.Query one(MemberId member, QueryParameters parameters, Call call) {
        var id = call.path("id");
        var language = FreshRoute.language(call);
        return () -> found(id)
                .flatMap(known -> kept.find(member, known))
                .map(experiment -> looked(language, member, experiment))
                .orElseGet(ExperimentRoutes::noSuchExperiment);
    }

    private Answer looked(Language language, MemberId member, SelfExperiment experiment) {
        var days = days(experiment);
        var seen = history.days(member, days.from(), days.to(), HelpsRoute.PARTS);
        var pairs = Pairs.of(seen.content().days(), RegionParameter.regions(experiment.region()));
        var outcome = Outcome.of(experiment, pairs);
        return FreshRoute.said(language, seen, seen.revision() + "-e" + experiment.revision(), json -> {
            ExperimentJson.head(json, experiment);
            ExperimentJson.outcome(json, language, outcome);
        });
    }

    /** Every day, wherever the member is, on which a pair of its draws can lie, with the day before for what is near. */
    private static DayRange days(SelfExperiment experiment) {
        LocalDate from = experiment.startedAt().atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate last = experiment.draws().stream()
                .map(draw -> draw.at()
                        .plus(SelfExperiment.STANDS)
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate())
                .max(LocalDate::compareTo)
                .orElse(from);
        return new DayRange(from.minusDays(2), last.plusDays(1));
    }
}
