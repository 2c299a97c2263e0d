package org.paschima.insight.domain.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Decision points, grouped by member. */
final class PointFixture {

    /** id, available, p, A, pre, Y. */
    private static final double[][] FIXTURE_W = {
        {1, 1, .5, 1, 3, 6}, {1, 1, .5, 0, 2, 2}, {1, 1, .6, 1, 4, 7}, {1, 0, .6, 0, 1, 1},
        {2, 1, .5, 0, 1, 1}, {2, 1, .4, 1, 2, 3}, {2, 1, .4, 0, 0, 0}, {2, 1, .4, 1, 3, 5},
        {3, 1, .5, 1, 5, 9}, {3, 1, .7, 1, 4, 6}, {3, 1, .7, 0, 3, 4}, {3, 1, .7, 1, 2, 5},
        {4, 0, .5, 0, 0, 0}, {4, 1, .5, 0, 2, 3}, {4, 1, .5, 1, 1, 2}, {4, 1, .5, 0, 2, 1},
        {5, 1, .5, 1, 0, 2}, {5, 1, .6, 0, 1, 1}, {5, 1, .6, 1, 2, 2}, {5, 1, .6, 0, 3, 4},
        {6, 1, .5, 0, 4, 5}, {6, 1, .3, 0, 3, 2}, {6, 1, .3, 1, 2, 4}, {6, 1, .3, 0, 1, 0}
    };

    private PointFixture() {}

    /** Fixture W of domain.md §4.6, g = [1, pre]. */
    static List<List<Point>> fixtureW() {
        return fixture(row -> point(row[1] == 1, row[2], row[3] == 1, List.of(1.0, row[4]), List.of(1.0), row[5]));
    }

    /** The same rows, Y being whether it is at least 4, g = [1]. */
    static List<List<Point>> binaryFixtureW() {
        return fixture(row -> point(row[1] == 1, row[2], row[3] == 1, List.of(1.0), List.of(1.0), row[5] >= 4 ? 1 : 0));
    }

    private static List<List<Point>> fixture(java.util.function.Function<double[], Point> point) {
        var members = new ArrayList<List<Point>>();
        for (int id = 1; id <= 6; id++) {
            var points = new ArrayList<Point>();
            for (var row : FIXTURE_W) {
                if (row[0] == id) {
                    points.add(point.apply(row));
                }
            }
            members.add(points);
        }
        return members;
    }

    private static Point point(
            boolean available, double p, boolean treated, List<Double> controls, List<Double> moderators, double y) {
        return new Point(available, p, treated, controls, moderators, y);
    }

    /**
     * Members whose probabilities depend on what happened, whose outcomes hang together, and who differ in how they
     * respond: on average by {@code effect}, changing by {@code perWeek} a week.
     */
    static List<List<Point>> studio(Random random, int members, int pointsEach, double effect, double perWeek) {
        var studio = new ArrayList<List<Point>>();
        for (int i = 0; i < members; i++) {
            double own = 2 + random.nextGaussian();
            double ownEffect = effect + 0.5 * random.nextGaussian();
            double before = own;
            var points = new ArrayList<Point>();
            for (int t = 0; t < pointsEach; t++) {
                double week = Math.floorDiv(t, 21);
                boolean available = random.nextDouble() < .8;
                double p = before > own ? .3 : .6;
                boolean treated = available && random.nextDouble() < p;
                double y =
                        own + .3 * (before - own) + (treated ? ownEffect + perWeek * week : 0) + random.nextGaussian();
                points.add(new Point(available, p, treated, List.of(1.0, before), List.of(1.0, week), y));
                before = y;
            }
            studio.add(points);
        }
        return studio;
    }

    /** The same points, the effect being the same every week. */
    static List<Point> unmoderated(List<Point> points) {
        return points.stream()
                .map(p ->
                        new Point(p.available(), p.probability(), p.treated(), p.controls(), List.of(1.0), p.outcome()))
                .toList();
    }
}
